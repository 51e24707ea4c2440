"""The demo's records: DuckDB draws them with integer arithmetic and writes them as CSV files."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

FIRST_DAY = date(2024, 10, 1)
"""The first deal is created on this day; nothing closes before `OPENED_ON`."""
OPENED_ON = date(2025, 1, 1)
LAST_DAY = date(2026, 12, 31)
"""The day of the export: what comes later has not happened."""
SLICE = 500_000
"""Deals made at a time: it bounds the memory, whatever the number of deals."""
MEMORY_LIMIT = "2GB"

HERE = Path(__file__).parent
EXPORTS = {
    "crm/accounts": (),
    "crm/products": (),
    "crm/territories": (),
    "crm/subscriptions": (),
    "crm/opportunities": (2024, 2025, 2026),
    "crm/opportunity_history": (2024, 2025, 2026),
    "crm/opportunity_splits": (2025, 2026),
    "erp/invoices": (2025, 2026),
    "erp/payments": (2025, 2026),
    "erp/credit_notes": (2025, 2026),
    "erp/cancellations": (2025, 2026),
    "erp/fx_rates": (),
}
"""What is exported, with the years that get a file of their own."""


def write_records(
    folder: Path, deals: int, seed: int, dirt: int, progress: Callable[[str], None]
) -> None:
    """Write `folder/data/crm/*.csv` and `folder/data/erp/*.csv` for the people of `folder/org.csv`.

    Args:
        folder: A company folder; its `org.csv` says who may own a deal on which day.
        deals: Number of opportunities.
        seed: Another seed gives other records; the same one gives the same bytes.
        dirt: How many in a thousand opportunities and invoices cannot be used.
        progress: Called with a sentence before each step.

    Raises:
        ValueError: On some day nobody could own a deal.
    """
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix=".demo-") as scratch,
        duckdb.connect(f"{scratch}/demo.duckdb") as connection,
    ):
        connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
        _draw(connection, folder, deals, seed, dirt, progress)
        for name, years in EXPORTS.items():
            progress(f"Writing {name}")
            _export(connection, Path(scratch) / "data", name, years)
        _put_in_place(Path(scratch) / "data", folder / "data")


def _draw(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    deals: int,
    seed: int,
    dirt: int,
    progress: Callable[[str], None],
) -> None:
    """Fill the tables that the exports read, a slice of the deals at a time."""
    settings = {
        "seed": seed,
        "dirt": dirt,
        "deals": deals,
        "customers": max(50, deals // 5),
        "first_day": FIRST_DAY,
        "opened_on": OPENED_ON,
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
            f"{folder / 'org.csv'}: on some days from {FIRST_DAY} to {LAST_DAY} nobody is "
            "account_executive, or nobody inside_sales: the deals need an owner. Extend org.csv."
        )


def _export(
    connection: duckdb.DuckDBPyConnection, data: Path, name: str, years: tuple[int, ...]
) -> None:
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
