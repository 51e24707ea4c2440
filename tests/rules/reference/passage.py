"""What the end of a month lets through of what was earned: gates and multipliers."""

from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import months_between
from tests.rules.reference.curves import along
from tests.rules.reference.earn import is_by_month
from tests.rules.reference.exact import ZERO, exact, rounded
from tests.rules.reference.scope import Scope
from tests.rules.reference.world import Row


def is_shut(scope: Scope, month: date) -> bool:
    """Return whether a gate lets nothing through at the end of a month."""
    gate = scope.component.get("gate")
    return bool(gate) and scope.reached(gate["component"], month) < exact(gate["from"])


def factor(scope: Scope, month: date) -> Fraction:
    """Return how many times multipliers pay at the end of a month; a product has ten digits."""
    times = Fraction(1)
    for one in scope.component.get("multipliers", []):
        times = rounded(times * _factor(one, scope.reached(one["component"], month)), 10)
    return times


def passage(scope: Scope, on: date, cancelled_on: date) -> Fraction:
    """Return how many times the pay of a day was let through by the end of its window.

    Within the window that is worked out from what is left of it.
    """
    start = scope.window(on)
    if not is_by_month(scope.component) or scope.window(cancelled_on) <= start:
        return Fraction(1)
    last = max(
        month for month in months_between(start, cancelled_on) if scope.window(month) == start
    )
    return ZERO if is_shut(scope, last) else factor(scope, last)


def _factor(multiplier: Row, value: Fraction) -> Fraction:
    if multiplier.get("kind", "steps") == "interpolated":
        return rounded(
            along(multiplier["points"], multiplier.get("beyond"), value, "times", None), 10
        )
    passed = [exact(tier["times"]) for tier in multiplier["tiers"] if exact(tier["from"]) <= value]
    return passed[-1] if passed else exact(multiplier["tiers"][0]["times"])
