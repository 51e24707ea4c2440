"""What an example says, as the rows of a company folder; most of it may be left out.

Everything that an example names belongs to it alone: in the company folder that all examples
share, its people, deals and roles begin with its id.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from perfos.plan.tables import ROLE

Example = dict[str, Any]
Row = dict[str, Any]

FIRST = date(2026, 1, 1)
EARLIEST = date(2009, 1, 1)
EVENT = ("event_id", "kind", "occurred_on", "amount", "currency", "quantity", "owner", "deal")
SPLIT = ("deal_id", "payee_id", "share", "split_kind", "stage", "within_id")
MAPPED = ("arr", "margin", "customer_id", "product_id", "territory_id", "related_event_id")
"""Columns of an event that are mapped where an example has them; all others are dimensions."""
_OWN_IDS = ("territory_id", "related_event_id")


def own(example: Example, name: object) -> str:
    """Return the id that a name has within an example."""
    return f"{example['id']}.{name}"


def people(example: Example, currency: str) -> Iterator[Row]:
    """Yield everybody whom an example names."""
    names = {"ann", *example.get("people", [])}
    names |= {person for plan in example.get("plans", []) for person in plan.get("people", [])}
    names |= {event["by"] for event in example["events"] if "by" in event}
    names |= {row["person"] for row in example.get("org", [])}
    names |= {row["manager"] for row in example.get("org", []) if row.get("manager")}
    for name in sorted(names):
        days = example.get("hired", {}).get(name, {})
        yield {
            "person_id": own(example, name),
            "name": name,
            "hired_on": days.get("from", EARLIEST),
            "left_on": days.get("to", ""),
        }


def org(example: Example, currency: str) -> Iterator[Row]:
    """Yield who is what, and reports to whom."""
    for row in example.get("org", []):
        manager = row.get("manager")
        yield {
            **{name: row[name] for name in ("valid_to",) if name in row},
            "person_id": own(example, row["person"]),
            "role": own(example, row["role"]) if row.get("role") else ROLE,
            "manager_id": own(example, manager) if manager else "",
            "territory_id": own(example, row["territory"]) if row.get("territory") else "",
            "valid_from": row.get("valid_from", EARLIEST),
        }


def quotas(example: Example, currency: str) -> Iterator[Row]:
    """Yield the quotas; ann's, where nobody is named."""
    for row in example.get("quotas", []):
        payee = own(example, row.get("payee", "ann"))
        given = {name: value for name, value in row.items() if name != "payee"}
        yield {"payee_id": payee, "currency": currency} | given


def draws(example: Example, currency: str) -> Iterator[Row]:
    """Yield what is taken of draws; by ann, where nobody is named."""
    for row in example.get("draws", []):
        deal = {"deal_id": own(example, row["deal"])} if row.get("deal") else {}
        yield {
            "payee_id": own(example, row.get("payee", "ann")),
            **{name: row[name] for name in ("draw", "period", "amount")},
            **deal,
        }


def splits(example: Example, currency: str) -> Iterator[Row]:
    """Yield the shares of deals."""
    for row in example.get("splits", []):
        yield {
            "deal_id": own(example, row["deal"]),
            "payee_id": own(example, row["payee"]),
            "share": row["share"],
            "split_kind": row.get("kind", "revenue"),
            "stage": row.get("stage", ""),
            "within_id": own(example, row["within"]) if row.get("within") else "",
        }


def leave(example: Example, currency: str) -> Iterator[Row]:
    """Yield the days of leave; ann's, where nobody is named."""
    for row in example.get("leave") or []:
        days = {name: row[name] for name in ("starts_on", "ends_on")}
        yield {"person_id": own(example, row.get("person", "ann")), **days}


def events(example: Example, currency: str) -> Iterator[Row]:
    """Yield the events; the n-th is called E<n> and is of the n-th day of the example.

    With `copies`, all of them happen so often to each person.
    """
    given = example["events"]
    first = date.fromisoformat(str(example.get("first_day", FIRST)))
    if "copies" in example:
        given = [
            event | {"by": name}
            for name, count in example["copies"].items()
            for event in given * int(count)
        ]
    for number, event in enumerate(given, start=1):
        more = {name: value for name, value in event.items() if name not in ("id", "on", "by")}
        more |= {name: own(example, event[name]) for name in _OWN_IDS if event.get(name)}
        name = own(example, event.get("id", f"E{number}"))
        yield {
            "kind": "booking",
            "amount": 0,
            "currency": currency,
            **more,
            "event_id": name,
            "occurred_on": event.get("on", first + timedelta(days=number - 1)),
            "owner": own(example, event.get("by", "ann")),
            "deal": own(example, event["deal"]) if "deal" in event else name,
        }


def event_columns(examples: list[Example]) -> list[str]:
    """Return all columns of the events, those that nobody maps at the end."""
    more = {name for example in examples for event in example["events"] for name in event}
    return [*EVENT, *sorted(more - {*EVENT, "id", "on", "by"}, key=lambda n: (n not in MAPPED, n))]
