"""The lines of the ends of months: matrices, gates, multipliers, minimums, caps."""

from collections.abc import Iterator
from datetime import date

from tests.rules.reference.calendar import days_of, month_end, months_between
from tests.rules.reference.earn import Earning, is_by_month
from tests.rules.reference.exact import ZERO, exact
from tests.rules.reference.month_cap import Carry
from tests.rules.reference.month_state import State, state
from tests.rules.reference.scope import Paid, Scope
from tests.rules.reference.transfer import EXPENSE, PAYABLE, Transfer
from tests.rules.reference.world import Row, World, day_of

LONG_AGO = date(2025, 1, 1)
"""Plans without a first day are looked at from here on; nothing happens before it."""


def adjustments(
    world: World, plan: Row, component: Row, earned: list[Earning], back: list[Transfer]
) -> Iterator[Transfer]:
    """Yield what the ends of months add to the pay of a component, or take away."""
    if not is_by_month(component):
        return
    first = max(day_of(plan.get("valid_from"), LONG_AGO), LONG_AGO)
    first = min([first, *(one.credit.event.on for one in earned)])
    for payee in world.people:
        paid = [
            Paid(payee, one.credit.event.on, one.amount, one.credit)
            for one in earned
            if one.credit.payee == payee
        ]
        scope = Scope(world, plan, component, payee, paid)
        paid += [
            Paid(payee, one.on, -one.amount)
            for one in back
            if one.payee == payee and scope.window(one.on) == scope.window(one.about or one.on)
        ]
        yield from _of_payee(scope, first)


def _of_payee(scope: Scope, first: date) -> Iterator[Transfer]:
    before: dict[date, State] = {}
    cap = Carry(scope.component)
    for month in months_between(first, scope.world.horizon):
        last, start = month_end(month), scope.window(month)
        if not scope.takes_part(scope.days(start)):
            continue
        now, then = state(scope, month, start), before.get(start, State())
        earned = scope.amount(month, last)
        minimum = scope.component.get("minimum", {})
        now["floor"] = now.get("floor", then.get("floor", ZERO))
        if minimum.get("per") == "period" and scope.takes_part(days_of(month, last)):
            pay = earned + sum(_changes(now, then, but="floor").values(), ZERO)
            lift = max(exact(minimum["amount"]) - pay, ZERO)
            now["floor"] += lift
        changes = _changes(now, then)
        pay = earned + sum(changes.values(), ZERO)
        changes["cap"] = cap.cut(pay, month, start, scope.world.window(month, "year"))
        before[start] = now
        for kind, amount in sorted(changes.items()):
            if amount:
                ids = scope.plan["no"], scope.component["id"], scope.payee
                yield Transfer(*ids, kind, last, EXPENSE, PAYABLE, amount)


def _changes(now: State, then: State, but: str = "") -> State:
    return {kind: now.get(kind, ZERO) - then.get(kind, ZERO) for kind in {*now, *then} - {but}}
