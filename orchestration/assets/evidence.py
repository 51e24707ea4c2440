"""What a check and a model show of themselves: failing rows, row counts, results kept."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import duckdb

from transform.dbt import NodeResult

EXAMPLES = 5
CheckRow: TypeAlias = tuple[str, str, bool, bool, int, str]


def failing_rows(connection: duckdb.DuckDBPyConnection, result: NodeResult) -> str:
    """Return the first rows that a failed test found, one a line; empty where it found none."""
    if not result.failures or not result.compiled:
        return ""
    found = connection.sql(f"select * from ({result.compiled}) limit {EXAMPLES}")
    lines = [
        ", ".join(f"{column} {value}" for column, value in zip(found.columns, row, strict=True))
        for row in found.fetchall()
    ]
    more = result.failures - len(lines)
    return "\n".join([*lines, *([f"and {more:,} more"] if more > 0 else [])])


def keep_results(
    connection: duckdb.DuckDBPyConnection, run_id: str, results: Sequence[CheckRow]
) -> None:
    """Keep what checks found in the warehouse, where a close and an auditor look for it.

    Args:
        connection: The warehouse.
        run_id: The run that checked.
        results: Relation, name, whether it passed, whether it stops a run, failing rows, message.
    """
    connection.execute("create schema if not exists ledger")
    connection.execute(
        "create table if not exists ledger.check_result (run_id varchar, relation varchar, "
        "check_name varchar, passed boolean, blocking boolean, failing_rows bigint, "
        "message varchar)"
    )
    if results:
        connection.executemany(
            "insert into ledger.check_result values (?, ?, ?, ?, ?, ?, ?)",
            [(run_id, *row) for row in results],
        )


def row_counts(
    connection: duckdb.DuckDBPyConnection,
    nodes: Mapping[str, Any],
    results: Sequence[NodeResult],
) -> dict[str, int]:
    """Return the number of rows of each table that was built; a view would be worked out again."""
    built = [
        result.unique_id
        for result in results
        if result.resource_type == "model"
        and result.status == "success"
        and nodes[result.unique_id]["config"]["materialized"] != "view"
    ]
    if not built:
        return {}
    parts = [
        f"select '{unique_id}', count(*) from {nodes[unique_id]['relation_name']}"
        for unique_id in built
    ]
    return dict(connection.execute(" union all ".join(parts)).fetchall())
