"""The warehouse of the small company: what a run has built in it, and what no run does to it."""

import duckdb

from perfos.paths import state_of
from tests.journeys.small import query


def built_by(run_id: str, kind: str = "table") -> set[str]:
    """Return the names of what a run has built or tested, of what says what it came from."""
    rows = query(
        "select split_part(unique_id, '.', 3) from built.node "
        f"where run_id = '{run_id}' and materialized = '{kind}' and content is not null"
    )
    return {name for (name,) in rows}


def query_to_write(sql: str) -> None:
    """Do something to the company's warehouse that no run does."""
    with duckdb.connect(str(state_of("small").warehouse)) as connection:
        connection.execute(sql)
