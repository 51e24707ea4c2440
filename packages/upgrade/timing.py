"""How long a version took in the runs of a company: what a candidate is measured by."""

from collections.abc import Iterable

import duckdb

from transform.dbt import NodeResult


def keep_seconds(
    connection: duckdb.DuckDBPyConnection, run_id: str, results: Iterable[NodeResult]
) -> None:
    """Keep how long the models of each dbt project took in a run."""
    seconds: dict[str, float] = {}
    for one in results:
        if one.resource_type == "model" and one.status == "success":
            project = one.unique_id.split(".")[1]
            seconds[project] = seconds.get(project, 0.0) + one.seconds
    connection.execute("create schema if not exists ledger")
    connection.execute(
        "create table if not exists ledger.run_time "
        "(run_id varchar, project varchar, milliseconds bigint)"
    )
    if seconds:
        connection.executemany(
            "insert into ledger.run_time values (?, ?, ?)",
            [(run_id, project, round(1000 * taken)) for project, taken in seconds.items()],
        )


def seconds_of(connection: duckdb.DuckDBPyConnection, name: str) -> float | None:
    """Return how long the models of a package took in the last run; None if nobody knows."""
    found = connection.execute(
        "select 1 from information_schema.tables "
        "where table_schema = 'ledger' and table_name = 'run_time'"
    ).fetchone()
    row = (
        found
        and connection.execute(
            "select sum(milliseconds) from ledger.run_time "
            "inner join control.run using (run_id) where project = ?",
            [name],
        ).fetchone()
    )
    return int(row[0]) / 1000 if row and row[0] is not None else None
