"""What the rules over a window come to by the end of a month, step by step."""

from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import month_end
from tests.rules.reference.curves import place
from tests.rules.reference.exact import ZERO, exact
from tests.rules.reference.passage import factor, is_shut
from tests.rules.reference.rated import is_by_components
from tests.rules.reference.scope import Scope
from tests.rules.reference.target import target_pay

State = dict[str, Fraction]


def state(scope: Scope, month: date, start: date) -> State:
    """Return what each step has changed in a window by the end of a month."""
    component, world, now = scope.component, scope.world, State()
    if is_by_components(component["rate"]):
        now["matrix"] = _matrix(scope, month, start)
    pay = scope.amount(start, month_end(month)) + now.get("matrix", ZERO)
    if is_shut(scope, month):
        now["gate"], pay = -pay, ZERO
    if component.get("multipliers"):
        times = world.money(pay * factor(scope, month))
        now["multiplier"], pay = times - pay, times
    minimum = component.get("minimum", {})
    if minimum.get("per") == "window" and scope.is_settled(month, start):
        now["floor"] = max(exact(minimum["amount"]) - pay, ZERO)
    return now


def _matrix(scope: Scope, month: date, start: date) -> Fraction:
    rate, component = scope.component["rate"], scope.component
    row, column = (
        place(
            [exact(bound) for bound in rate[axis]["from"]],
            scope.reached(rate[axis]["by"]["component"], month),
            rate.get("bounds") == "upper",
        )
        for axis in ("rows", "columns")
    )
    found = exact(rate["rates"][row or 0][column or 0])
    if component.get("target") is not None:
        pay = target_pay(scope.world, scope.plan, component, scope.payee, start)
        return scope.world.money((pay or ZERO) * found)
    last = month_end(month)
    credited = (one.credit.credited for one in scope.paid if one.credit and start <= one.on <= last)
    return scope.world.money(sum(credited, ZERO) * found)
