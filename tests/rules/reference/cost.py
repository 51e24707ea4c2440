"""Pay as the cost of a contract: an asset, written off over the benefit period."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import month_end, months_between, months_later
from tests.rules.reference.cancelled import cancellations
from tests.rules.reference.exact import ZERO, exact
from tests.rules.reference.formulas import formula
from tests.rules.reference.transfer import ASSET, EXPENSE, IMPAIRMENT, PAYABLE, Transfer
from tests.rules.reference.world import Event, Row, World

NOT_A_COST = ("cancellation", "credit_note")


def costs(world: World, plan: Row, paid: list[Transfer]) -> Iterator[Transfer]:
    """Yield the assets of a plan, and how they become expense again."""
    for component in plan["components"]:
        if component.get("capitalise"):
            for one in paid:
                is_pay = (one.debit, one.credit, one.kind) == (EXPENSE, PAYABLE, "earning")
                if is_pay and (one.plan, one.component) == (plan["no"], component["id"]):
                    yield from _schedule(world, plan, component, one)


def _months(rule: Row, event: Event) -> Fraction | None:
    renewal = rule.get("renewal")
    if event.kind == "renewal" and renewal:
        return formula(renewal["months"], event)
    is_term = renewal and str(renewal.get("commensurate", False)).lower() == "true"
    return formula(rule["term"] if is_term else rule["months"], event)


def _schedule(world: World, plan: Row, component: Row, one: Transfer) -> Iterator[Transfer]:
    rule, event = component["capitalise"], world.event[str(one.event)]
    months = _months(rule, event)
    if event.kind in NOT_A_COST or months is None or months < 1:
        return
    if months <= exact(rule.get("expedient", 12)):
        return
    ids = one.plan, one.component, one.payee
    yield Transfer(*ids, "capitalise", one.on, ASSET, EXPENSE, one.amount, one.event)
    planned = _planned(world, rule, one, int(months))
    kept = dict(planned)
    for cancelled in cancellations(world, plan, component):
        if cancelled.event.id == event.id:
            by, lost = cancelled.by, ZERO
            for month in (one for one in planned if one >= by.on.replace(day=1)):
                left = world.money(planned[month] * (1 - cancelled.after))
                lost, kept[month] = lost + kept[month] - left, left
            if lost:
                yield Transfer(*ids, "impair", by.on, IMPAIRMENT, ASSET, lost, by.id)
    for month, left in kept.items():
        if month <= world.horizon and left:
            yield Transfer(*ids, "amortise", month_end(month), EXPENSE, ASSET, left, one.event)


def _planned(world: World, rule: Row, one: Transfer, months: int) -> dict[date, Fraction]:
    """Return what each month writes off; sums so far are rounded."""
    weights = _weights(rule, one, months)
    so_far, before, found = 0, ZERO, {}
    for month, weight in weights.items():
        so_far += weight
        now = world.money(one.amount * so_far / sum(weights.values()))
        found[month], before = now - before, now
    return found


def _weights(rule: Row, one: Transfer, months: int) -> dict[date, int]:
    """Return the months over which a cost is written off, with their days or 1 for each."""
    first = one.on
    if rule.get("starts") == "next_month":
        first = months_later(one.on.replace(day=1), 1)
    if rule.get("by") != "day":
        start = first.replace(day=1)
        if rule.get("starts") == "mid_month":
            inner = {months_later(start, number): 2 for number in range(1, months)}
            return {start: 1} | inner | {months_later(start, months): 1}
        return {months_later(start, number): 1 for number in range(months)}
    end = months_later(first, months)
    return {
        month: (min(end, months_later(month, 1)) - max(first, month)).days
        for month in months_between(first, end)
    }
