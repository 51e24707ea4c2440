"""The demo's records: DuckDB draws them with integer arithmetic and writes them as CSV files."""

import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb

FIRST_DAY = date(2024, 10, 1)
"""The first deal is created on this day, unless another is asked for."""
OPENING = timedelta(days=92)
"""So long after the first day nothing closes yet."""
LAST_DAY = date(2026, 12, 31)
"""The day of the export: what comes later has not happened."""
SLICE = 500_000
"""Deals made at a time: it bounds the memory, whatever the number of deals."""
MEMORY_LIMIT = "2GB"

HERE = Path(__file__).parent
CREATED, CLOSED, ONCE = "created", "closed", "once"
EXPORTS = {
    "crm/accounts": ONCE,
    "crm/products": ONCE,
    "crm/territories": ONCE,
    "crm/subscriptions": ONCE,
    "crm/opportunities": CREATED,
    "crm/opportunity_history": CREATED,
    "crm/opportunity_splits": CLOSED,
    "erp/invoices": CLOSED,
    "erp/payments": CLOSED,
    "erp/credit_notes": CLOSED,
    "erp/cancellations": CLOSED,
    "erp/fx_rates": ONCE,
}
"""What is exported: once, or a file for each year in which deals are created or closed."""


def write_records(
    folder: Path,
    deals: int,
    seed: int,
    dirt: int,
    progress: Callable[[str], None],
    first_day: date = FIRST_DAY,
) -> None:
    """Write `folder/data/crm/*.csv` and `folder/data/erp/*.csv` for the people of `folder/org.csv`.

    Args:
        folder: A company folder; its `org.csv` says who may own a deal on which day.
        deals: Number of opportunities.
        seed: Another seed gives other records; the same one gives the same bytes.
        dirt: How many in a thousand opportunities and invoices cannot be used.
        progress: Called with a sentence before each step.
        first_day: The day on which the first deal is created.

    Raises:
        ValueError: On some day nobody could own a deal.
    """
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".demo-") as scratch,
        duckdb.connect(f"{scratch}/demo.duckdb") as connection,
    ):
        connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
        _draw(connection, folder, deals, seed, dirt, progress, first_day)
        for name, kind in EXPORTS.items():
            progress(f"Writing {name}")
            _export(connection, Path(scratch) / "data", name, _years(kind, first_day))
        _put_in_place(Path(scratch) / "data", folder / "data")


def _draw(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    deals: int,
    seed: int,
    dirt: int,
    progress: Callable[[str], None],
    first_day: date,
) -> None:
    """Fill the tables that the exports read, a slice of the deals at a time."""
    settings = {
        "seed": seed,
        "dirt": dirt,
        "deals": deals,
        "customers": max(50, deals // 5),
        "first_day": first_day,
        "opened_on": first_day + OPENING,
        "last_day": LAST_DAY,
        "org": str(folder / "org.csv"),
        "reference": str(HERE / "reference"),
    }
    for name, value in settings.items():
        _set(connection, name, value)
    for script in ("macros", "world"):
        connection.execute(_sql(script))
    for first in range(0, deals, SLICE):
        progress(f"Drawing deals {first + 1:,} to {min(first + SLICE, deals):,} of {deals:,}")
        _set(connection, "lo", first)
        _set(connection, "hi", min(first + SLICE, deals))
        for table in ("deal", "invoice"):
            verb = f"insert into {table}" if first else f"create table {table} as"
            connection.execute(f"{verb} {_sql(table)}")
    owned = connection.execute("select count(*) from deal").fetchall()
    if owned != [(deals,)]:
        raise ValueError(
            f"{folder / 'org.csv'}: on some days from {first_day} to {LAST_DAY} nobody is "
            "account_executive, or nobody inside_sales: the deals need an owner. Extend org.csv."
        )


def _years(kind: str, first_day: date) -> range:
    """Return the years that get a file of their own; none where there is one file for all."""
    first = {CREATED: first_day, CLOSED: first_day + OPENING}
    return range(first[kind].year, LAST_DAY.year + 1) if kind in first else range(0)


def _export(connection: duckdb.DuckDBPyConnection, data: Path, name: str, years: range) -> None:
    """Write one kind of record, a file for each of the years or one file for all.

    The order of the rows is that of the table, which `preserve_insertion_order` keeps.
    """
    (data / name).parent.mkdir(parents=True, exist_ok=True)
    delimiter = ";" if name.startswith("erp/") else ","
    for year in years or (None,):
        _set(connection, "year", year)
        file = data / (f"{name}_{year}.csv" if year else f"{name}.csv")
        connection.execute(
            f"copy ({_sql(name)}) to '{_quoted(file)}' (header, delimiter '{delimiter}')"
        )


def _put_in_place(written: Path, data: Path) -> None:
    """Move the files to where sources look: nobody ever reads half of one."""
    for file in sorted(written.rglob("*.csv")):
        target = data / file.relative_to(written)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)


def _set(connection: duckdb.DuckDBPyConnection, name: str, value: object) -> None:
    connection.execute(f"set variable {name} = ?", [value])


def _sql(name: str) -> str:
    return (HERE / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
