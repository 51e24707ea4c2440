"""The plan files of an example."""

from collections.abc import Iterator

from perfos.plan.rows import EARLIEST, Example, Row, own

_OF_THE_EXAMPLE = {"plan", "title", "assigned", "people", "components", "examples"}


def plans(example: Example, currency: str) -> Iterator[Row]:
    """Yield the plan files of an example; what is not said is the simplest there is."""
    given = example.get("plans") or [{"components": example["components"]}]
    for number, plan in enumerate(given, start=1):
        components = [
            {"id": "pay", "title": "Pay"} | component | {"credit": _credit(example, component)}
            for component in plan.get("components", [])
        ]
        kept = {name: value for name, value in plan.items() if name not in _OF_THE_EXAMPLE}
        if "pools" in kept:
            kept["pools"] = [_pool(example, pool) for pool in kept["pools"]]
        yield {
            "currency": currency,
            "valid_from": str(EARLIEST),
            **kept,
            "plan": f"{example['id']}_{number}".lower(),
            "title": example["id"],
            "assigned": _assigned(example, plan),
            "components": components,
        }


def _credit(example: Example, component: Row) -> Row:
    """Return a credit; everybody is credited with the example's own events only."""
    credit: Row = component.get("credit") or {"events": kinds(example)}
    if not isinstance(credit, dict) or credit.get("to") != "everybody":
        return credit
    own_events = f"starts_with(event_id, '{example['id']}.')"
    when = credit.get("when")
    return credit | {"when": f"({when}) and {own_events}" if when else own_events}


def _assigned(example: Example, plan: Row) -> Row:
    """Return who is on a plan: whom the plan itself assigns, where the example names them."""
    said = plan.get("assigned") or {}
    given = {row.get("role") for row in example.get("org", [])}
    everybody = plan.get("people") or example.get("people") or ["ann"]
    roles = [own(example, role) for role in said.get("roles") or [] if role in given]
    people = [own(example, one) for one in said.get("people") or [] if one in everybody]
    if not roles and not people:
        people = [own(example, one) for one in everybody]
    return {"roles": roles, "people": people}


def _pool(example: Example, pool: Row) -> Row:
    """Return a pool whose weights name the example's own people."""
    share = pool.get("share")
    if not isinstance(share, dict) or "weights" not in share:
        return pool
    weights = {own(example, name): weight for name, weight in share["weights"].items()}
    return pool | {"share": share | {"weights": weights}}


def kinds(example: Example) -> list[str]:
    """Return the kinds of events that an example has."""
    return sorted({event.get("kind", "booking") for event in example["events"]})
