"""What an example says, as the rows and plans of a company folder; most of it may be left out."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Example = dict[str, Any]
Row = dict[str, Any]

FIRST = date(2026, 1, 1)
EARLIEST = date(2010, 1, 1)
EVENT = ("event_id", "kind", "occurred_on", "amount", "currency", "quantity", "owner", "deal")


def own(example: Example, name: str) -> str:
    """Return the id that a name has within an example."""
    return f"{example['id']}.{name}"


def plans(example: Example, currency: str) -> Iterator[Row]:
    """Yield the plan files of an example; what is not said is the simplest there is."""
    given = example.get("plans") or [{"components": example["components"]}]
    for number, plan in enumerate(given, start=1):
        people = plan.get("people") or example.get("people") or ["ann"]
        components = [
            {"id": "pay", "title": "Pay", "credit": {"events": kinds(example)}} | component
            for component in plan["components"]
        ]
        yield {
            "plan": f"{example['id']}_{number}".lower(),
            "title": example["id"],
            "currency": plan.get("currency", currency),
            "valid_from": str(plan.get("valid_from", EARLIEST)),
            **({"valid_to": str(plan["valid_to"])} if "valid_to" in plan else {}),
            "assigned": {"people": [own(example, person) for person in people]},
            "components": components,
        }


def kinds(example: Example) -> list[str]:
    """Return the kinds of events that an example has."""
    return sorted({event.get("kind", "booking") for event in example["events"]})


def people(example: Example, currency: str) -> Iterator[Row]:
    """Yield everybody whom an example names."""
    names = {"ann", *example.get("people", [])}
    names |= {person for plan in example.get("plans", []) for person in plan.get("people", [])}
    names |= {event["by"] for event in example["events"] if "by" in event}
    names |= {row["person"] for row in example.get("org", [])}
    for name in sorted(names):
        days = example.get("hired", {}).get(name, {})
        yield {
            "person_id": own(example, name),
            "name": name,
            "hired_on": days.get("from", EARLIEST),
            "left_on": days.get("to", ""),
        }


def org(example: Example, currency: str) -> Iterator[Row]:
    """Yield who reports to whom."""
    for row in example.get("org", []):
        yield {
            "person_id": own(example, row["person"]),
            "role": "seller",
            "manager_id": own(example, row["manager"]),
            "valid_from": row["valid_from"],
            "valid_to": row.get("valid_to", ""),
        }


def quotas(example: Example, currency: str) -> Iterator[Row]:
    """Yield the quotas; ann's, where nobody is named."""
    for row in example.get("quotas", []):
        payee = own(example, row.get("payee", "ann"))
        given = {name: value for name, value in row.items() if name != "payee"}
        yield {"payee_id": payee, "currency": currency} | given


def splits(example: Example, currency: str) -> Iterator[Row]:
    """Yield the shares of deals."""
    for row in example.get("splits", []):
        yield {
            "deal_id": own(example, row["deal"]),
            "payee_id": own(example, row["payee"]),
            "share": row["share"],
            "split_kind": row.get("kind", "revenue"),
        }


def events(example: Example, currency: str) -> Iterator[Row]:
    """Yield the events; the n-th is called E<n> and is of the n-th day of 2026.

    With `copies`, all of them happen so often to each person.
    """
    given = example["events"]
    if "copies" in example:
        given = [
            event | {"by": name}
            for name, count in example["copies"].items()
            for event in given * count
        ]
    for number, event in enumerate(given, start=1):
        more = {name: value for name, value in event.items() if name not in ("id", "on", "by")}
        name = own(example, event.get("id", f"E{number}"))
        yield {
            "kind": "booking",
            "amount": 0,
            "currency": currency,
            **more,
            "event_id": name,
            "occurred_on": event.get("on", FIRST + timedelta(days=number - 1)),
            "owner": own(example, event.get("by", "ann")),
            "deal": own(example, event["deal"]) if "deal" in event else name,
        }


def event_columns(examples: list[Example]) -> list[str]:
    """Return all columns of the events, those that nobody maps at the end."""
    more = {name for example in examples for event in example["events"] for name in event}
    return [*EVENT, *sorted(more - {*EVENT, "id", "on", "by"})]
