"""Build what something changed for, and leave the rest as it stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import duckdb

from transform.dbt import Dbt, DbtFailed, NodeResult
from transform.standing.aside import take_back
from transform.standing.built import Built
from transform.standing.known import standing_prints
from transform.standing.meta import APPENDED, above, is_told_by_rows
from transform.standing.prints import Print
from transform.standing.proven import ENTRIES, doubt, proof_of, prove
from transform.standing.sources import forget_rows, row_prints


def build_stale(
    dbt: Dbt,
    manifest: Mapping[str, Any],
    names: Sequence[str],
    run_id: str,
    connect: Callable[[], AbstractContextManager[duckdb.DuckDBPyConnection]],
) -> list[NodeResult]:
    """Build and test, of these nodes, those whose SQL or whose inputs changed.

    Args:
        dbt: The project.
        manifest: Its manifest.
        names: Ids of models and tests; what they read is built already, or among them.
        run_id: The run that builds.
        connect: Opens the warehouse; dbt needs it closed.

    Returns:
        What became of each node, each after those that it reads; of one that still stands, what
        became of it when it was built.

    Raises:
        DbtFailed: A node or a test failed; what was built before it is kept.
    """
    nodes = manifest["nodes"]
    with connect() as connection:
        built = Built(connection)
        known = standing_prints(connection, dbt.workspace.project_dir, manifest, run_id, names)
        wanted = {name: known[name] for name in names}
        take_back(built, wanted)
        standing = built.standing(wanted)
        stale = [name for name in names if name not in standing]
        built.renew({name: wanted[name] for name in stale})
        # Forgotten first: whoever kills this leaves no claim about what was never built.
        built.forget(stale)
        if ENTRIES in names:
            doubt(connection, proof_of(nodes, known, row_prints(connection, manifest, run_id)))
        forget_rows(connection, nodes, stale)
    kept = [row.result() for row in standing.values()]
    results, failed = _build(dbt, _selected(nodes, stale))
    with connect() as connection:
        if not failed:
            wanted = _now(connection, dbt, manifest, run_id, stale, wanted)
        Built(connection).remember(results, nodes, wanted, run_id)
    place = {name: number for number, name in enumerate(known)}
    results = sorted(kept + results, key=lambda one: place[one.unique_id])
    if failed:
        raise DbtFailed(str(failed), results)
    return results


def _build(dbt: Dbt, selected: Sequence[str]) -> tuple[list[NodeResult], DbtFailed | None]:
    """Return what became of each node, and what failed."""
    try:
        results = dbt.build(" ".join(selected), tests="empty") if selected else []
    except DbtFailed as error:
        return error.results, error
    if len(results) < len(selected):
        text = f"dbt built {len(results)} of {len(selected)} nodes: its project is not the run's"
        return results, DbtFailed(text, results)
    return results, None


def _selected(nodes: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    """Return what selects each node; where a folder has its name, the node and not the folder."""
    paths = [node["fqn"] for node in nodes.values()]
    folders = {tuple(path[:depth]) for path in paths for depth in range(1, len(path))}
    selected = []
    for node in map(nodes.__getitem__, names):
        file = f",file:{Path(node['original_file_path']).name}"
        selected.append(".".join(node["fqn"]) + (file if tuple(node["fqn"]) in folders else ""))
    return selected


def _now(
    connection: duckdb.DuckDBPyConnection,
    dbt: Dbt,
    manifest: Mapping[str, Any],
    run_id: str,
    stale: Collection[str],
    wanted: dict[str, Print],
) -> dict[str, Print]:
    """Return what nodes come from once rows are new that tell, and note that all has passed."""
    nodes = manifest["nodes"]
    appended = {name for name in stale if nodes[name]["config"]["materialized"] == APPENDED}
    telling = appended | {name for name in stale if is_told_by_rows(nodes[name])}
    if not telling:
        return wanted
    now = standing_prints(connection, dbt.workspace.project_dir, manifest, run_id, done=wanted)
    if appended and ENTRIES in wanted:
        prove(connection, proof_of(nodes, now, row_prints(connection, manifest, run_id)))
    return {name: _after(nodes, name, telling, one, now) for name, one in wanted.items()}


def _after(
    nodes: Mapping[str, Any],
    name: str,
    telling: Collection[str],
    before: Print,
    now: Mapping[str, Print],
) -> Print:
    """Return what a node comes from once rows are new that it may read.

    A test that reads them without a ref was possibly asked before that: nobody knows what it saw.
    """
    is_surely_later = not above(nodes, [name]).isdisjoint(telling)
    is_model = nodes[name]["resource_type"] == "model"
    return now[name] if is_model or before.content or is_surely_later else before
