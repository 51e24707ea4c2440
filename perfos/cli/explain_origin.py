"""Where a line comes from: the last branches of the tree that `perfos explain` prints."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rich.tree import Tree

from perfos.cli.output import amount, number, plain

# Said elsewhere in the tree.
NOT_REPEATED = {
    "dims", "customer", "source_system", "source_table", "source_id", "source_hash", "source_file",
    "source_row",
}  # fmt: skip


def add_record(root: Tree, record: Mapping[str, Any], entry: Mapping[str, Any]) -> None:
    """Add the line of the company folder that brought it about."""
    place = f"{record['source_file']}, row {record['source_row']}"
    branch = root.add(plain(f"No event brought it about, but {record['source_id']} in {place}"))
    if record["source_hash"] != entry["source_hash"]:
        branch.add("the line has changed since this was posted")


def add_event(
    root: Tree,
    event: Mapping[str, Any] | None,
    entry: Mapping[str, Any],
    units: Mapping[str, int],
) -> None:
    """Add the event, the place of its record, and the record's own columns."""
    source = f"{entry['source_system']}.{entry['source_table']}"
    if event is None and source == "company.plan":
        root.add(plain(f"No event brought it about, but the plan {entry['source_id']}"))
        return
    if event is None:
        root.add(plain(f"Event {entry['source_id']} of {source} is no longer in the records"))
        return
    customer = event["customer"] or event["customer_id"]
    branch = root.add(
        plain(
            f"Event {event['event_id']}: {event['kind']} on {event['occurred_on']}, "
            f"{amount(event['amount'], event['currency'], units)}"
            + (f", {customer}" if customer else "")
        )
    )
    if event["source_hash"] != entry["source_hash"]:
        branch.add("the record has changed since this was posted")
    place = branch.add(
        plain(f"Source: {source}, {event['source_file']}, row {event['source_row']}")
    )
    columns = {name: value for name, value in event.items() if name not in NOT_REPEATED}
    for name, value in (columns | (event["dims"] or {})).items():
        if value is not None:
            place.add(plain(f"{name}: {number(value) if isinstance(value, Decimal) else value}"))
