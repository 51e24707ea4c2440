"""The record that a ledger entry comes from, as it was read from its file."""

import json
from typing import TYPE_CHECKING, Any

from perfos.cli.derivation import read_derivation
from perfos.cli.query import ask
from perfos.statement.words import steps_of
from semantic.dashboards.place import place
from semantic.result import Row

if TYPE_CHECKING:
    import duckdb

TABLES = """
    select table_name
    from information_schema.columns
    where table_schema = 'core'
    group by table_name
    having list_contains(list(column_name), 'source_file')
        and list_contains(list(column_name), 'source_id')
    order by table_name <> 'event', table_name
"""
EXPLAIN = """
    select explain
    from ledger.ledger_entries
    where posting_key = getvariable('key') and explain is not null
    order by revision desc, kind = 'reversal'
    limit 1
"""
# The lines of one statement that one table of the core holds the records of.
PLACES = """
    select line.entry_id, record.source_file, record.source_row
    from ledger.ledger_entries as line
    inner join core."{table}" as record
        on line.source_system = record.source_system
        and line.source_table = record.source_table
        and line.source_id = record.source_id
    where line.party_id = getvariable('payee')
        and line.posting_period = getvariable('period')
        and list_contains(cast(getvariable('entries') as json)::varchar[], line.entry_id)
"""


def places(
    snapshot: "duckdb.DuckDBPyConnection", payee: str, period: str, entries: list[str]
) -> dict[str, tuple[str, int]]:
    """Return file and row of the record of each line of a statement, by entry.

    Args:
        snapshot: The published snapshot; whoever asks has proved that the payee may be seen.
        payee: Whose statement.
        period: Its month.
        entries: Its lines.
    """
    found: dict[str, tuple[str, int]] = {}
    for table in ask(snapshot, TABLES):
        missing = [one for one in entries if one not in found]
        if not missing:
            break
        statement = PLACES.format(table=table["table_name"])
        rows = ask(snapshot, statement, payee=payee, period=period, entries=json.dumps(missing))
        found |= {row["entry_id"]: (row["source_file"], row["source_row"]) for row in rows}
    return found


def record(entry: Row) -> dict[str, Any]:
    """Return the source record of an entry that Cube has let the person see; empty for none.

    Args:
        entry: A row of the view `ledger` with the names of its source.
    """
    names = ("source_system", "source_table", "source_id")
    with place().snapshot() as snapshot:
        for table in ask(snapshot, TABLES):
            rows = ask(
                snapshot,
                f'select * from core."{table["table_name"]}" '
                "where source_system = getvariable('source_system') "
                "and source_table = getvariable('source_table') "
                "and source_id = getvariable('source_id') limit 1",
                **{name: entry[name] for name in names},
            )
            if rows:
                return {"entity": table["table_name"], **rows[0]}
    return {}


def steps(entry: Row) -> list[dict[str, Any]]:
    """Return the derivation of an entry that Cube has let the person see."""
    with place().snapshot() as snapshot:
        rows = ask(snapshot, EXPLAIN, key=entry["posting_key"])
    return list(steps_of(read_derivation(rows[0]["explain"]))) if rows else []
