"""`perfos status`: what is published, month by month."""

from typing import TYPE_CHECKING, Any

import typer

from perfos.cli.as_of import AsOfOption, go_back
from perfos.cli.place import JsonOption, Place

if TYPE_CHECKING:
    import duckdb

    from semantic.manifest import Manifest

AMOUNTS = """
    select posting_period, currency, sum(amount)
    from ledger.statement_line
    group by all
    order by all
"""


def status(context: typer.Context, as_of: AsOfOption = None, as_json: JsonOption = False) -> None:
    """Show the company, its snapshot, and for each month what it holds and what is owed."""
    from perfos.cli.output import amount, console, minor_units, plain, print_json, table

    place: Place = context.obj
    snapshots = place.snapshots()
    manifest = snapshots.current()
    with snapshots.open(manifest.id) as snapshot:
        go_back(snapshot, as_of)
        title, currency = snapshot.execute("select title, currency from core.company").fetchall()[0]
        periods = _periods(snapshot, manifest, is_whole=as_of is None)
        units = minor_units(snapshot)
    is_newest = manifest.id == snapshots.ids()[0]
    if as_json:
        print_json(
            {
                "company": manifest.company,
                "title": title,
                "currency": currency,
                "snapshot": manifest.id,
                "is_newest": is_newest,
                "published_at": manifest.created_at,
                "run_id": manifest.run_id,
                "packages": manifest.packages,
                "periods": periods,
            }
        )
        return
    out = console()
    note = "" if is_newest else ", not the newest: see `perfos snapshot list`"
    rules = ", ".join(f"{name} {version}" for name, version in manifest.packages.items())
    out.print(plain(f"{title} ({manifest.company}), rules {rules}"), style="bold")
    out.print(plain(f"snapshot {manifest.id}{note}"))
    rows = [
        (
            found["period"],
            found["state"],
            *(_shown(found[what]) for what in ("events", "credits", "earnings", "entries")),
            ", ".join(amount(owed, name, units) for name, owed in found["owed"].items()) or "-",
        )
        for found in periods
    ]
    heads = ["Period", "State", "Events>", "Credits>", "Earnings>", "Entries>", "Owed>"]
    out.print(table(heads, rows))


def _shown(count: int | None) -> str:
    return "-" if count is None else f"{count:,}"


def _periods(
    snapshot: "duckdb.DuckDBPyConnection", manifest: "Manifest", is_whole: bool
) -> list[dict[str, Any]]:
    """Return the months that hold something, oldest first.

    What the ledger does not hold is known as it is now only (`is_whole`), else it is None.
    """
    counted = {what: _count(snapshot, manifest, what) for what in ("credit", "earning")}
    owed: dict[str, dict[str, Any]] = {}
    for period, currency, total in snapshot.execute(AMOUNTS).fetchall():
        owed.setdefault(period, {})[currency] = total
    months = snapshot.execute(
        "select period, state, events, entries from ledger.period "
        "where events > 0 or entries > 0 order by period"
    ).fetchall()
    return [
        {
            "period": period,
            "state": state,
            "events": events,
            "credits": counted["credit"].get(period, 0) if is_whole else None,
            "earnings": counted["earning"].get(period, 0) if is_whole else None,
            "entries": entries,
            "owed": owed.get(period, {}),
        }
        for period, state, events, entries in months
    ]


def _count(
    snapshot: "duckdb.DuckDBPyConnection", manifest: "Manifest", what: str
) -> dict[str, int]:
    """Count the rows of a table of every rule package by the month that they are about."""
    counts: dict[str, int] = {}
    for package in manifest.packages:
        info = manifest.tables.get(f"{package}.{what}")
        if info and "occurred_on" in info.columns:
            rows = snapshot.execute(
                f"select strftime(occurred_on, '%Y-%m'), count(*) "
                f"from {package}.{what} group by all"
            )
            for period, count in rows.fetchall():
                counts[period] = counts.get(period, 0) + count
    return counts
