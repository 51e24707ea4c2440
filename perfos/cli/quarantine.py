"""`perfos quarantine`: the records that could not be used, and how to mend them."""

import csv
from pathlib import Path
from typing import Annotated, Any

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place
from perfos.cli.query import ask

SHOWN = 50
COLUMNS = (
    "entity", "reason", "source_system", "source_table", "source_file", "source_row", "source_id",
    "found", "advice", "amount", "record",
)  # fmt: skip
QUERY = """
    select
        entity, reason, source_system, source_table, source_file, source_row, source_id,
        array_to_string([
            concat_ws(' ', problem.reason, problem.field, '= ' || problem.found)
            for problem in problems
        ], '; ') as found,
        advice, amount, record
    from quality.quarantine
    where getvariable('reason') is null
        or reason = getvariable('reason')
        or list_contains([problem.reason for problem in problems], getvariable('reason'))
    order by source_system, source_table, source_file, source_row
"""


def quarantine(
    context: typer.Context,
    reason: Annotated[
        str | None, typer.Option(metavar="REASON", help="Only records with this problem.")
    ] = None,
    csv_file: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Write all of them to this file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show the records that could not be used: what, where, why, and what to do."""
    from perfos.cli.output import console, plain, print_json, table

    place: Place = context.obj
    with place.snapshots().open() as snapshot:
        rows = ask(snapshot, QUERY, reason=reason)
    if csv_file:
        _write_csv(csv_file, rows)
    if as_json:
        print_json(rows)
        return
    if rows:
        cells = [
            (
                row["entity"],
                row["source_id"],
                f"{row['source_system']}.{row['source_table']} "
                f"{row['source_file']}:{row['source_row']}",
                row["found"],
                row["advice"],
            )
            for row in rows[:SHOWN]
        ]
        console().print(table(["What", "Key", "Where", "Why", "What to do"], cells))
    told = f"{len(rows)} in quarantine"
    if len(rows) > SHOWN:
        told += f", {SHOWN} shown; --csv FILE writes all of them"
    if csv_file:
        told += f"; written to {csv_file}"
    console().print(plain(told))


def _write_csv(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write the records for a spreadsheet."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([harmless(row[column]) for column in COLUMNS] for row in rows)
    except OSError as error:
        raise CommandError(Exit.USAGE, f"{path} cannot be written: {error.strerror}") from error


def harmless(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value.lstrip()[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value
