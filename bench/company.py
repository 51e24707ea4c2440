"""A company of many deals with its files, for what needs a whole run."""

import shutil
from pathlib import Path

import duckdb

HERE = Path(__file__).parent
TABLES = ("deals", "people", "org", "quotas", "rates")


def write_company(folder: Path, deals: int, edit: str = "") -> Path:
    """Write the company of `bench/single` with so many deals into a folder, and return it.

    Args:
        folder: It must not be there yet.
        deals: How many.
        edit: SQL over the schema `raw` before the files are written.
    """
    shutil.copytree(HERE / "single", folder)
    data = folder / "data"
    data.mkdir()
    with duckdb.connect() as connection:
        raw = (HERE / "raw.sql").read_text()
        people = max(40, deals // 500)
        connection.execute(raw.replace("$deals", str(deals)).replace("$people", str(people)))
        connection.execute(edit or "select 1")
        for table in TABLES:
            connection.execute(
                f"copy (select columns('^[^_].*') from raw.crm__{table}) "
                f"to '{data / table}.csv' (header)"
            )
    return folder
