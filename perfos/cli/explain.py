"""`perfos explain`: from an amount back to the record that it comes from."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place
from perfos.cli.query import ask

if TYPE_CHECKING:
    import duckdb

SHORTEST = 4
"""Digits of an entry id that are needed at least."""
LISTED = 10


def explain(
    context: typer.Context,
    line: Annotated[
        str,
        typer.Argument(help="Entry id or its first digits, id of an event, or posting key."),
    ],
    as_json: JsonOption = False,
) -> None:
    """Lead from an amount back to rounding, cap, tiers, attainment, credit, event and record."""
    from perfos.cli.explain_tree import tree
    from perfos.cli.output import console, minor_units, print_json

    place: Place = context.obj
    with place.snapshots().open() as snapshot:
        lines = [_explained(snapshot, *one) for one in _wanted(snapshot, line.strip())]
        units = minor_units(snapshot)
    if as_json:
        for one in lines:
            one["derivation"] = one["derivation"] and one["derivation"].raw
        print_json(lines)
        return
    for one in lines:
        console().print(tree(one, units))


def _wanted(snapshot: "duckdb.DuckDBPyConnection", text: str) -> list[tuple[str, str]]:
    """Return the posting key, and the entry of it if one is meant, of each line to be explained.

    An entry is explained as it was posted; a posting key or an event as it stands now.
    """
    digits = text.lower()
    if len(digits) >= SHORTEST and not set(digits) - set("0123456789abcdef"):
        entries = ask(
            snapshot,
            "select entry_id, posting_key from ledger.ledger_entries "
            "where starts_with(entry_id, getvariable('digits')) order by entry_id",
            digits=digits,
        )
        if len(entries) > 1:
            listed = "\n".join(
                f"  {entry['entry_id']}  {entry['posting_key']}" for entry in entries[:LISTED]
            )
            raise CommandError(
                Exit.NOT_FOUND, f"{len(entries)} entries begin with {text}: give more\n{listed}"
            )
        if entries:
            return [(entries[0]["posting_key"], entries[0]["entry_id"])]
    found = ask(
        snapshot,
        "select distinct posting_key from ledger.ledger_entries "
        "where posting_key = getvariable('text') or source_id = getvariable('text') "
        "order by posting_key",
        text=text,
    )
    if not found:
        raise CommandError(
            Exit.NOT_FOUND,
            f"no entry begins with {text!r}, and no event or posting key is called so; "
            "`perfos statement PAYEE` shows the lines",
        )
    return [(one["posting_key"], "") for one in found]


def _explained(snapshot: "duckdb.DuckDBPyConnection", key: str, entry_id: str) -> dict[str, Any]:
    """Return all that the snapshot says about a posting key, up to one of its entries."""
    from perfos.cli.derivation import read_derivation

    entries = ask(
        snapshot,
        """
        select entry.*, person.name as payee,
            coalesce(component.title, split_part(entry.rule_id, '/', 2)) as component,
            replace(split_part(entry.rule_id, '/', 3), '_', ' ') as reason, component.rate_unit
        from ledger.ledger_entries as entry
        left join core.person as person on entry.party_id = person.person_id
        left join core.plan_component as component
            on split_part(entry.rule_id, '/', 1) = component.plan_id
                and split_part(entry.rule_id, '/', 2) = component.component_id
        where entry.posting_key = getvariable('key')
        order by entry.revision, entry.kind <> 'reversal', entry.line_no
        """,
        key=key,
    )
    chosen = next((one for one in entries if one["entry_id"] == entry_id), entries[-1])
    known = [entry for entry in entries if entry["revision"] <= chosen["revision"]]
    texts = [entry["explain"] for entry in known if entry["explain"]]
    events = ask(
        snapshot,
        "select event.*, customer.name as customer from core.event as event "
        "left join core.customer as customer on event.customer_id = customer.customer_id "
        "where event.source_id = getvariable('source_id') "
        "and event.source_system = getvariable('source_system') "
        "and event.source_table = getvariable('source_table')",
        **{name: chosen[name] for name in ("source_id", "source_system", "source_table")},
    )
    return {
        "posting_key": key,
        "entry": chosen,
        "posted": known,
        "derivation": read_derivation(texts[-1]) if texts else None,
        "event": events[0] if events else None,
        "record": _record(snapshot, chosen["source_table"], chosen["source_id"]),
    }


def _record(
    snapshot: "duckdb.DuckDBPyConnection", table: str | None, key: str
) -> dict[str, Any] | None:
    """Return the line of a parameter file that an entry comes from; None if from elsewhere."""
    if "__" not in (table or ""):
        return None
    records = ask(
        snapshot,
        "select * from core.parameter_record where source_table = getvariable('source_table') "
        "and source_id = getvariable('source_id')",
        source_table=table,
        source_id=key,
    )
    return records[0] if records else None
