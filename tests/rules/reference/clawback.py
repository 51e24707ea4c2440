"""What is taken back for a deal that is cancelled, and out of what."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import month_end, months_between, period
from tests.rules.reference.cancelled import Cancelled, cancellations, taken_share
from tests.rules.reference.credit import Credit
from tests.rules.reference.earn import Earning, earnings
from tests.rules.reference.exact import ZERO, rounded
from tests.rules.reference.passage import passage
from tests.rules.reference.payment import released
from tests.rules.reference.scope import Scope
from tests.rules.reference.step import one_way
from tests.rules.reference.transfer import EXPENSE, HELD, PAYABLE, Transfer
from tests.rules.reference.world import Event, Row, World


def clawbacks(world: World, plan: Row, component: Row, earned: list[Earning]) -> list[Transfer]:
    """Return what a component takes back."""
    rule = component.get("clawback")
    if not rule:
        return []
    if rule.get("method") == "counterfactual":
        return list(_by_window(world, plan, component, earned))
    return [one for earning in earned for one in _by_deal(world, plan, component, earning)]


def cuts(
    world: World, plan: Row, component: Row, earning: Earning
) -> list[tuple[date, Fraction, Fraction | None]]:
    """Return what cancellations take out of what is held of an earning, and as which share."""
    if not component.get("clawback") or component["clawback"].get("method") == "counterfactual":
        return []
    return [
        (by.on, held, share)
        for by, held, _, share in _taken(world, plan, component, earning)
        if held
    ]


def _by_deal(world: World, plan: Row, component: Row, earning: Earning) -> Iterator[Transfer]:
    event, payee = earning.credit.event, earning.credit.payee
    for by, from_held, from_paid, _ in _taken(world, plan, component, earning):
        for debit, amount in ((HELD, from_held), (PAYABLE, from_paid)):
            if amount:
                ids = plan["no"], component["id"], payee, "clawback", by.on
                yield Transfer(*ids, debit, EXPENSE, amount, by.id, event.deal, event.on)


def _taken(
    world: World, plan: Row, component: Row, earning: Earning
) -> Iterator[tuple[Event, Fraction, Fraction, Fraction | None]]:
    """Yield what each cancellation takes out of what is held, of what was paid, and as a share."""
    rule, event = component["clawback"], earning.credit.event
    is_waiting = bool(component.get("payment") or component.get("hold"))
    steps = released(world, component, earning) if is_waiting else {event.on: earning.amount}
    whole = _own(world, earning)
    of_held = ZERO
    if earning.amount < 0:
        return
    for one in cancellations(world, plan, component):
        if one.event.id != event.id:
            continue
        share = taken_share(world, rule, one.by, event)
        paid = [
            amount
            for day, amount in steps.items()
            if day < one.by.on or day == one.by.on == event.on
        ]
        out = paid[-1] if paid else ZERO
        scope = Scope(world, plan, component, earning.credit.payee, [])
        times = passage(scope, event.on, one.by.on)
        most = min(times, Fraction(1))
        waiting = max(earning.amount - out, ZERO)
        held = max(world.money(waiting * most) - of_held, ZERO)
        if rule.get("of") == "paid":
            if share:
                given_up = _of(world, world.money(waiting * most), Fraction(1), one)
                due = _of(world, rounded(out * times), share, one)
                yield one.by, given_up, due, rounded((one.after - one.before) * most, 10)
            continue
        own = min(whole, waiting)
        take = _of(world, rounded((whole - own) * times + own * most), share, one)
        first = max(min(take, held), ZERO)
        of_held += first
        yield one.by, first, take - first, None


def _of(world: World, amount: Fraction, share: Fraction, one: Cancelled) -> Fraction:
    """Return a share of what is cancelled of an amount; sums so far are rounded."""
    return world.money(amount * share * one.after) - world.money(amount * share * one.before)


def _own(world: World, earning: Earning) -> Fraction:
    """Return what a deal earned at its own rate, without what a minimum added."""
    own = world.money(earning.exact)
    return min(earning.amount, own) if earning.amount > 0 else max(earning.amount, own)


def _by_window(
    world: World, plan: Row, component: Row, earned: list[Earning]
) -> Iterator[Transfer]:
    """Yield by how much each window would have paid less, month by month."""
    gone: dict[str, Fraction] = {}
    before = earned
    by_event: dict[str, list[Cancelled]] = defaultdict(list)
    for sharing in one_way(plan, component):
        if sharing.get("clawback"):
            for one in cancellations(world, plan, sharing):
                if taken_share(world, sharing["clawback"], one.by, one.event):
                    by_event[one.by.id].append(one)
    for by in (event for event in world.events if event.id in by_event):
        for one in by_event[by.id]:
            gone[one.event.id] = one.after
        after = earnings(world, plan, component, gone)
        yield from _differences(world, plan, component, by, before, after)
        before = after


def _differences(
    world: World,
    plan: Row,
    component: Row,
    by: Event,
    before: list[Earning],
    after: list[Earning],
) -> Iterator[Transfer]:
    lost: dict[tuple[str, date], dict[date, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    pairs = zip(before, after, strict=True)
    for one, other in pairs:
        credit: Credit = one.credit
        key = credit.payee, credit.window_start
        lost[key][credit.event.on] += one.amount - other.amount
    for (payee, start), days in lost.items():
        last = max([*days, by.on])
        so_far = ZERO
        times = passage(Scope(world, plan, component, payee, []), start, by.on)
        for month in months_between(by.on, last):
            upto = [amount for day, amount in days.items() if day <= month_end(month)]
            now = world.money(sum(upto, ZERO) * times)
            if now != so_far:
                inside = [day for day in days if period(day) == period(month)]
                on = by.on if period(by.on) == period(month) else max(inside)
                ids = plan["no"], component["id"], payee, "clawback", on
                yield Transfer(*ids, PAYABLE, EXPENSE, now - so_far, by.id, by.deal, start)
            so_far = now
