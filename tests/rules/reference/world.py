"""What an example says, as plain rows: people, who is what, events, and the company's switches."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.rules.reference.calendar import window_start
from tests.rules.reference.exact import CENT, exact, rounded

Row = dict[str, Any]
EARLIEST, FOREVER = date(2009, 1, 1), date(9999, 12, 31)
EVENT_KEYS = {"id", "on", "by", "kind", "amount", "currency", "quantity", "deal"}


def day_of(value: Any, other: date) -> date:
    """Return a day; another one where nothing is said."""
    return date.fromisoformat(str(value)) if value not in (None, "") else other


@dataclass(frozen=True)
class Event:
    """Something that happened."""

    id: str
    on: date
    kind: str
    amount: Fraction
    currency: str
    quantity: Fraction
    owner: str | None
    deal: str
    related: str | None
    territory: str | None
    dims: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def order(self) -> tuple[date, str]:
        """What decides which of two events comes first."""
        return self.on, self.id


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
        first = day_of(self.example.get("first_day"), date(2026, 1, 1))
        rows = self.example["events"]
        if "copies" in self.example:
            copies = self.example["copies"].items()
            rows = [row | {"by": who} for who, n in copies for row in rows * int(n)]
        made = [
            Event(
                id=str(row.get("id", f"E{n}")),
                on=day_of(row.get("on"), first + timedelta(days=n - 1)),
                kind=row.get("kind", "booking"),
                amount=exact(row.get("amount", 0)),
                currency=row.get("currency", self.switches["currency"]),
                quantity=exact(row.get("quantity") or 0),
                owner=row.get("by", "ann"),
                deal=str(row.get("deal", row.get("id", f"E{n}"))),
                related=row.get("related_event_id"),
                territory=row.get("territory_id"),
                dims={key: value for key, value in row.items() if key not in EVENT_KEYS},
            )
            for n, row in enumerate(rows, start=1)
        ]
        return sorted(made, key=lambda event: event.order)

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
        names = {"ann", *self.example.get("people", [])}
        names |= {one for plan in self.example.get("plans", []) for one in plan.get("people", [])}
        names |= {event.owner for event in self.events if event.owner}
        for row in self.example.get("org", []):
            names |= {row["person"]} | ({row["manager"]} if row.get("manager") else set())
        return sorted(names)

    @cached_property
    def plans(self) -> list[Row]:
        """The plans, with what is left out of their components filled in."""
        kinds = sorted({row.get("kind", "booking") for row in self.example["events"]})
        given = self.example.get("plans") or [{"components": self.example["components"]}]
        return [
            {
                "currency": self.switches["currency"],
                **plan,
                "no": number,
                "components": [
                    {"id": "pay", "credit": {"events": kinds}} | component
                    for component in plan.get("components", [])
                ],
            }
            for number, plan in enumerate(given, start=1)
        ]

    def money(self, value: Fraction) -> Fraction:
        """Round to the cent as the company does."""
        return rounded(value, CENT, self.mode)

    def in_plan(self, amount: Fraction, currency: str, plan: Row, day: date) -> Fraction:
        """Turn an amount into a plan's currency, rounded once to 6 digits."""
        if currency == plan["currency"]:
            return amount
        return rounded(amount * self.fx(currency, day) / self.fx(plan["currency"], day))
