"""What the rules over a window come to by the end of a month, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import days_of, month_end, months_between, window_end
from tests.rules.reference.credit import Credit
from tests.rules.reference.curves import along, place
from tests.rules.reference.earn import is_by_month
from tests.rules.reference.exact import ZERO, exact, rounded
from tests.rules.reference.rated import is_by_components
from tests.rules.reference.reached import reached
from tests.rules.reference.shares import can_be_credited
from tests.rules.reference.target import target_pay
from tests.rules.reference.world import Row, World

State = dict[str, Fraction]


@dataclass(frozen=True)
class Paid:
    """What an event added to the pay of a window, or a cancellation took."""

    payee: str
    on: date
    amount: Fraction
    credit: Credit | None = None


@dataclass(frozen=True)
class Scope:
    """A payee on a component, and what was paid event by event."""

    world: World
    plan: Row
    component: Row
    payee: str
    paid: list[Paid]

    def window(self, day: date) -> date:
        """Return the first day of the window over which the pay of a day is looked at."""
        window = self.component["window"]
        if window == "event":
            names = [one["component"] for one in self._referred()]
            named = [one["window"] for one in self.plan["components"] if one["id"] in names]
            window = named[0] if named else "month"
        return self.world.window(day, window)

    def _referred(self) -> list[Row]:
        gate = self.component.get("gate")
        return [*([gate] if gate else []), *self.component.get("multipliers", [])]

    def amount(self, first: date, last: date) -> Fraction:
        """Return what the events of some days have paid."""
        return sum((one.amount for one in self.paid if first <= one.on <= last), ZERO)

    def takes_part(self, days: Iterator[date]) -> bool:
        """Return whether the component can credit the payee on one of some days."""
        credit = self.component["credit"]
        return any(
            self.world.covers(self.plan, self.payee, day)
            and can_be_credited(self.world, credit, self.payee, day)
            for day in days
        )

    def days(self, start: date) -> Iterator[date]:
        """Yield the days of a window."""
        window = self.component["window"] if self.component["window"] != "event" else "month"
        return days_of(start, window_end(start, window))

    def is_last(self, month: date, start: date) -> bool:
        """Return whether it is the last month of a window in which the payee takes part."""
        last = month_end(month)
        return self.takes_part(days_of(month, last)) and not self.takes_part(
            day for day in self.days(start) if day > last
        )


def state(scope: Scope, month: date, start: date) -> State:
    """Return what each step has changed in a window by the end of a month."""
    component, world, now = scope.component, scope.world, State()
    if is_by_components(component["rate"]):
        now["matrix"] = _matrix(scope, month, start)
    pay = scope.amount(start, month_end(month)) + now.get("matrix", ZERO)
    gate = component.get("gate")
    if gate and _reached(scope, gate["component"], month) < exact(gate["from"]):
        now["gate"], pay = -pay, ZERO
    if component.get("multipliers"):
        factor = Fraction(1)
        for one in component["multipliers"]:
            factor = rounded(factor * _factor(one, _reached(scope, one["component"], month)), 10)
        times = world.money(pay * factor)
        now["multiplier"], pay = times - pay, times
    minimum = component.get("minimum", {})
    if minimum.get("per") == "window" and scope.is_last(month, start):
        now["floor"] = max(exact(minimum["amount"]) - pay, ZERO)
    return now


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
    gate = scope.component.get("gate")
    if gate and _reached(scope, gate["component"], last) < exact(gate["from"]):
        return ZERO
    factor = Fraction(1)
    for one in scope.component.get("multipliers", []):
        factor = rounded(factor * _factor(one, _reached(scope, one["component"], last)), 10)
    return factor


def _reached(scope: Scope, name: str, month: date) -> Fraction:
    return reached(scope.world, scope.plan, name, scope.payee, month)


def _factor(multiplier: Row, value: Fraction) -> Fraction:
    if multiplier.get("kind", "steps") == "interpolated":
        return rounded(
            along(multiplier["points"], multiplier.get("beyond"), value, "times", None), 10
        )
    passed = [exact(tier["times"]) for tier in multiplier["tiers"] if exact(tier["from"]) <= value]
    return passed[-1] if passed else exact(multiplier["tiers"][0]["times"])


def _matrix(scope: Scope, month: date, start: date) -> Fraction:
    rate, component = scope.component["rate"], scope.component
    row, column = (
        place(
            [exact(bound) for bound in rate[axis]["from"]],
            _reached(scope, rate[axis]["by"]["component"], month),
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
