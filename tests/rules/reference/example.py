"""What an example says, as plain rows: events, people, plans."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.rules.reference.exact import exact

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


def events_of(example: Row, currency: str) -> list[Event]:
    """Return all events, in their order."""
    first = day_of(example.get("first_day"), date(2026, 1, 1))
    rows = example["events"]
    if "copies" in example:
        copies = example["copies"].items()
        rows = [row | {"by": who} for who, n in copies for row in rows * int(n)]
    made = [
        Event(
            id=str(row.get("id", f"E{n}")),
            on=day_of(row.get("on"), first + timedelta(days=n - 1)),
            kind=row.get("kind", "booking"),
            amount=exact(row.get("amount", 0)),
            currency=row.get("currency", currency),
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


def people_of(example: Row, events: list[Event]) -> list[str]:
    """Return everybody."""
    names = {"ann", *example.get("people", [])}
    names |= {one for plan in example.get("plans", []) for one in plan.get("people", [])}
    names |= {event.owner for event in events if event.owner}
    for row in example.get("org", []):
        names |= {row["person"]} | ({row["manager"]} if row.get("manager") else set())
    return sorted(names)


def plans_of(example: Row, currency: str) -> list[Row]:
    """Return the plans, with what is left out of their components filled in."""
    kinds = sorted({row.get("kind", "booking") for row in example["events"]})
    given = example.get("plans") or [{"components": example["components"]}]
    return [
        {
            "currency": currency,
            **plan,
            "no": number,
            "components": [
                {"id": "pay", "credit": {"events": kinds}} | component
                for component in plan.get("components", [])
            ],
        }
        for number, plan in enumerate(given, start=1)
    ]
