"""Everything that a company's plans post, put together."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.carve import Paid, carved
from tests.rules.reference.clawback import clawbacks, cuts
from tests.rules.reference.contests import contests
from tests.rules.reference.cost import costs
from tests.rules.reference.draws import draws
from tests.rules.reference.earn import Earning, earnings
from tests.rules.reference.exact import ZERO
from tests.rules.reference.guarantee import guarantees
from tests.rules.reference.month import adjustments
from tests.rules.reference.month_hold import held_lines
from tests.rules.reference.payment import released
from tests.rules.reference.pools import pools
from tests.rules.reference.transfer import EXPENSE, HELD, PAYABLE, Transfer
from tests.rules.reference.world import Row, World


def transfers(world: World) -> list[Transfer]:
    """Return all transfers of an example."""
    paid: list[Transfer] = []
    earned: Paid = {
        (plan["no"], component["id"]): earnings(world, plan, component)
        for plan in world.plans
        for component in plan["components"]
    }
    for plan in world.plans:
        for component in plan["components"]:
            own = earned[plan["no"], component["id"]]
            for earning in own:
                paid += _earning(world, plan, component, earning)
            back = clawbacks(world, plan, component, own)
            lines = list(adjustments(world, plan, component, own, back))
            paid += guarantees(world, plan, component)
            paid += [*back, *lines, *held_lines(world, plan, component, own, lines)]
            if component.get("carved_from"):
                paid += carved(world, plan, component, earned)
        paid += [*pools(world, plan), *contests(world, plan)]
    drawn = [one for plan in world.plans for one in draws(world, plan, paid)]
    written_off = [one for plan in world.plans for one in costs(world, plan, paid)]
    return [*paid, *drawn, *written_off]


def _earning(world: World, plan: Row, component: Row, earning: Earning) -> Iterator[Transfer]:
    """Yield an earning, what is held of it, and what is released."""
    credit = earning.credit
    event, amount = credit.event, earning.amount

    def made(kind: str, on: date, debit: str, credited: str, amount: Fraction) -> Transfer:
        ids = plan["no"], component["id"], credit.payee
        return Transfer(*ids, kind, on, debit, credited, amount, event.id, event.deal)

    if amount:
        yield made("earning", event.on, EXPENSE, PAYABLE, amount)
    if not amount or not (component.get("payment") or component.get("hold")):
        return
    steps = released(world, component, earning)
    before = steps.get(event.on, ZERO)
    if amount != before:
        yield made("hold", event.on, PAYABLE, HELD, amount - before)
    gone = cuts(world, plan, component, earning)
    last = remaining = ZERO
    for day, planned in steps.items():
        shared = sum((share or ZERO for on, _, share in gone if on <= day), ZERO)
        remaining, last = remaining + (planned - last) * (1 - shared), planned
        if day <= event.on or day > world.horizon:
            continue
        if planned != amount and any(share is not None for _, _, share in gone):
            planned = world.money(remaining)
        left = amount - sum((cut for on, cut, _ in gone if on <= day), ZERO)
        done = min(planned, left) if amount > 0 else max(planned, left)
        if done != before:
            yield made("release", day, HELD, PAYABLE, done - before)
        before = done
