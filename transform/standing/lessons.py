"""A build in which packages learn: what they learn from is built first, then they are trained."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import duckdb

from perfos.company.table_schemas import KEPT
from perfos.learning import learn
from transform.dbt import Dbt, NodeResult
from transform.standing.build import build_stale
from transform.standing.meta import above
from transform.standing.sources import forget_sources

LESSON = "training"
"""A package's public model of this name holds what there is to learn from."""


def build_and_learn(
    dbt: Dbt,
    manifest: Mapping[str, Any],
    names: Sequence[str],
    run_id: str,
    connect: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]],
) -> list[NodeResult]:
    """Do as `build_stale` does; models that were trained meanwhile are among what is read.

    Raises:
        DbtFailed: A node or a test failed; what was built before it is kept.
    """
    nodes = manifest["nodes"]
    lessons = [name for name in names if nodes[name]["name"] == LESSON]
    taught = above(nodes, lessons)
    if lessons:
        build_stale(dbt, manifest, [one for one in names if one in taught], run_id, connect)
    for lesson in lessons:
        with connect() as connection:
            node = nodes[lesson]
            if learn(connection, node["package_name"], f"{node['schema']}.{node['alias']}"):
                forget_sources(connection, KEPT)
    return build_stale(dbt, manifest, names, run_id, connect)
