"""An example, and the company that it happens in: its days, its people, its money."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.rules.reference.calendar import window_start
from tests.rules.reference.exact import CENT, exact, rounded
from tests.rules.reference.example import (
    EARLIEST,
    FOREVER,
    Event,
    Row,
    day_of,
    events_of,
    people_of,
    plans_of,
)

__all__ = ["Event", "Row", "World", "day_of"]


@dataclass
class World:
    """An example, and the company that it happens in."""

    example: Row
    switches: Row
    rates: list[list[Any]]
    horizon: date
    known: dict[tuple[int, str, date], bool] = field(default_factory=dict)

    @cached_property
    def mode(self) -> str:
        """How money is rounded."""
        return str(self.switches["rounding"]["mode"])

    @cached_property
    def stage(self) -> str:
        """When money is rounded."""
        return str(self.switches["rounding"]["stage"])

    @cached_property
    def events(self) -> list[Event]:
        """All events, in their order."""
        return events_of(self.example, str(self.switches["currency"]))

    @cached_property
    def event(self) -> dict[str, Event]:
        """The events by id."""
        return {event.id: event for event in self.events}

    @cached_property
    def quoted(self) -> dict[str, list[tuple[date, Fraction]]]:
        """The rates of each currency in the company's, the last first."""
        found: dict[str, list[tuple[date, Fraction]]] = {}
        for currency, _, day, rate in self.rates:
            found.setdefault(currency, []).append((day_of(day, EARLIEST), exact(rate)))
        return {currency: sorted(rows, reverse=True) for currency, rows in found.items()}

    def fx(self, currency: str, day: date) -> Fraction:
        """Return what a unit of a currency is worth in the company's, that day."""
        if currency == self.switches["currency"]:
            return Fraction(1)
        return next(rate for since, rate in self.quoted[currency] if since <= day)

    def window(self, day: date, window: str) -> date:
        """Return the first day of the window that a day lies in."""
        return window_start(day, window, int(self.switches["fiscal_year_start"]))

    def hired(self, person: str) -> date:
        """Return the first day of employment."""
        return day_of(self.example.get("hired", {}).get(person, {}).get("from"), EARLIEST)

    def employed(self, person: str, day: date) -> bool:
        """Return whether somebody is employed on a day."""
        days = self.example.get("hired", {}).get(person, {})
        return self.hired(person) <= day <= day_of(days.get("to"), FOREVER)

    def org(self, day: date) -> list[Row]:
        """Return who is what on a day."""
        return [
            row
            for row in self.example.get("org", [])
            if day_of(row.get("valid_from"), EARLIEST)
            <= day
            <= day_of(row.get("valid_to"), FOREVER)
        ]

    def covers(self, plan: Row, person: str, day: date) -> bool:
        """Return whether a plan covers somebody on a day."""
        key = (plan["no"], person, day)
        if key not in self.known:
            self.known[key] = self._covers(plan, person, day)
        return self.known[key]

    def _covers(self, plan: Row, person: str, day: date) -> bool:
        if (
            not day_of(plan.get("valid_from"), EARLIEST)
            <= day
            <= day_of(plan.get("valid_to"), FOREVER)
        ):
            return False
        if not self.employed(person, day):
            return False
        said = plan.get("assigned") or {}
        given = {row.get("role") for row in self.example.get("org", [])}
        everybody = plan.get("people") or self.example.get("people") or ["ann"]
        roles = [role for role in said.get("roles") or [] if role in given]
        people = [one for one in said.get("people") or [] if one in everybody]
        if not roles and not people:
            return person in everybody
        held = {row.get("role") for row in self.org(day) if row["person"] == person}
        return person in people or bool(held & set(roles))

    @cached_property
    def people(self) -> list[str]:
        """Everybody."""
        return people_of(self.example, self.events)

    @cached_property
    def plans(self) -> list[Row]:
        """The plans, with what is left out of their components filled in."""
        return plans_of(self.example, str(self.switches["currency"]))

    def money(self, value: Fraction) -> Fraction:
        """Round to the cent as the company does."""
        return rounded(value, CENT, self.mode)

    def in_plan(self, amount: Fraction, currency: str, plan: Row, day: date) -> Fraction:
        """Turn an amount into a plan's currency, rounded once to 6 digits."""
        if currency == plan["currency"]:
            return amount
        return rounded(amount * self.fx(currency, day) / self.fx(plan["currency"], day))
