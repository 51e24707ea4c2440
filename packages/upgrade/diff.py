"""The diff: what the ledger would post if the candidate were active, line by line, and why.

It is made of the ledger's own delta in the sandbox, so it says what the checked run will post.
"""

from pathlib import Path
from typing import Any

import duckdb

from packages.upgrade.policy import Diff
from packages.upgrade.record import Upgrade

HERE = Path(__file__).parent
DETAILED = 10_000
"""How many lines, the largest differences first, are explained figure by figure."""
FILES = ("diff.parquet", "diff.csv")

COUNTS = """
select
    count(*) filter (what = 'new'), count(*) filter (what = 'gone'),
    count(*) filter (what not in ('new', 'gone')), count(*) filter (is_sealed)
from upgrade.line
"""
TOTALS = """
select
    {by} as "by", currency, count(*) as postings, sum(before) as before, sum(after) as after,
    sum(difference) as difference
from upgrade.line
group by all
order by abs(sum(difference)) desc, "by", currency
"""
BY = {
    "currency": "currency",
    "payee": "payee_id",
    "month": "period",
    "rule": "rule_id",
}


def compare(connection: duckdb.DuckDBPyConnection) -> Diff:
    """Write the diff into the schema `upgrade` of the sandbox, and return its size."""
    for step in ("line", "figure"):
        text = (HERE / "sql" / f"{step}.sql").read_text()
        connection.execute(text.replace("$detailed", str(DETAILED)))
    new, gone, changed, sealed = connection.execute(COUNTS).fetchall()[0]
    return Diff(new, gone, changed, sealed)


def totals(connection: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """Return what the diff comes to: in all, and by payee, month and rule."""
    return {
        by: connection.execute(TOTALS.format(by=column)).to_arrow_table().to_pylist()
        for by, column in BY.items()
    }


def write(connection: duckdb.DuckDBPyConnection, upgrade: Upgrade) -> None:
    """Write all lines of the diff as Parquet and CSV into the folder of the upgrade."""
    for name in FILES:
        path = str(upgrade.folder / name).replace("'", "''")
        kind = name.split(".")[1]
        header = ", header" if kind == "csv" else ""
        connection.execute(
            f"copy (select * from upgrade.explained_line order by abs(difference) desc, "
            f"posting_key) to '{path}' (format {kind}{header})"
        )


def largest(connection: duckdb.DuckDBPyConnection, count: int) -> list[dict[str, Any]]:
    """Return the lines with the largest differences."""
    query = (
        "select * from upgrade.explained_line order by abs(difference) desc, posting_key limit ?"
    )
    return connection.execute(query, [count]).to_arrow_table().to_pylist()
