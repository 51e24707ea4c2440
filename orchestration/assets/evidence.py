"""What a check and a model show of themselves in Dagster: failing rows, and row counts."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from transform.dbt import NodeResult

EXAMPLES = 5


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


def row_counts(
    connection: duckdb.DuckDBPyConnection,
    nodes: Mapping[str, Any],
    results: Sequence[NodeResult],
) -> dict[str, int]:
    """Return the number of rows of each model that was built and is worth counting."""
    built = [
        result.unique_id
        for result in results
        if result.resource_type == "model"
        and result.status == "success"
        and nodes[result.unique_id]["schema"] != "staging"
    ]
    if not built:
        return {}
    parts = [
        f"select '{unique_id}', count(*) from {nodes[unique_id]['relation_name']}"
        for unique_id in built
    ]
    return dict(connection.execute(" union all ".join(parts)).fetchall())
