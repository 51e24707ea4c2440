"""A company of many deals with its files, for what needs a whole run."""

import shutil
from pathlib import Path

import duckdb

from bench.inputs import HERE, raw_sql

TABLES = {
    "single": ("deals", "people", "org", "quotas", "rates"),
    "team": ("deals", "people", "org", "quotas", "rates", "splits"),
}


def write_company(folder: Path, deals: int, edit: str = "", kind: str = "single") -> Path:
    """Write a company of `bench/` with so many deals into a folder, and return it.

    Args:
        folder: It must not be there yet.
        deals: How many.
        edit: SQL over the schema `raw` before the files are written.
        kind: Which company.
    """
    shutil.copytree(HERE / kind, folder)
    (folder / "data").mkdir()
    write_data(folder / "data", deals, edit, TABLES[kind])
    return folder


def write_data(data: Path, deals: int, edit: str, tables: tuple[str, ...]) -> None:
    """Write the files of so many deals, after `edit` over the schema `raw`."""
    with duckdb.connect() as connection:
        connection.execute(raw_sql(deals))
        connection.execute(edit or "select 1")
        for table in tables:
            connection.execute(
                f"copy (select columns('^[^_].*') from raw.crm__{table}) "
                f"to '{data / table}.csv' (header)"
            )
