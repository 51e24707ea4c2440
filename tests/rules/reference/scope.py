"""A payee on a component, with what was paid, and over which time it is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import days_of, month_end, window_end
from tests.rules.reference.credit import Credit
from tests.rules.reference.exact import ZERO
from tests.rules.reference.reached import reached
from tests.rules.reference.shares import can_be_credited
from tests.rules.reference.world import Row, World


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

    def reached(self, name: str, month: date) -> Fraction:
        """Return what the payee has reached on a component of the plan by the end of a month."""
        return reached(self.world, self.plan, name, self.payee, month)

    def is_settled(self, month: date, start: date) -> bool:
        """Return whether the payee takes no part in a window any more after a month."""
        last = month_end(month)
        return not self.takes_part(day for day in self.days(start) if day > last)
