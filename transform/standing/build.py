"""Build what something changed for, and leave the rest as it stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import duckdb

from transform.dbt import Dbt, DbtFailed, NodeResult
from transform.standing.aside import take_back
from transform.standing.built import Built
from transform.standing.prints import Print, prints_of, sound
from transform.standing.sources import source_prints


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
        # Forgotten first: whoever kills this leaves no claim about what was never built.
        built.forget(stale)
    kept = [row.result() for row in standing.values()]
    failed: DbtFailed | None = None
    results: list[NodeResult] = []
    try:
        if stale:
            select = " ".join(".".join(nodes[name]["fqn"]) for name in stale)
            results = dbt.build(select, tests="empty")
    except DbtFailed as error:
        failed, results = error, error.results
    with connect() as connection:
        Built(connection).remember(results, nodes, wanted, run_id)
    place = {name: number for number, name in enumerate(known)}
    results = sorted(kept + results, key=lambda one: place[one.unique_id])
    if failed:
        raise DbtFailed(str(failed), results)
    return results


def standing_prints(
    connection: duckdb.DuckDBPyConnection,
    project: Path,
    manifest: Mapping[str, Any],
    run_id: str,
    names: Collection[str] = (),
) -> dict[str, Print]:
    """Return the print of each model and test, as far as what it reads stands as it should.

    Args:
        connection: The warehouse.
        project: The workspace's project folder.
        manifest: Dbt's manifest.
        run_id: The run that loaded the sources last.
        names: Ids of nodes that are about to be built.
    """
    prints = prints_of(manifest, project, source_prints(connection, manifest, run_id))
    standing = Built(connection).standing(prints)
    return sound(prints, manifest["nodes"], {*standing, *names})


def relation_prints(
    connection: duckdb.DuckDBPyConnection, project: Path, manifest: Mapping[str, Any]
) -> dict[str, str]:
    """Return what the rows of each relation come from; without those where nobody can say.

    Args:
        connection: The warehouse, as the last run has left it.
        project: The workspace's project folder.
        manifest: Dbt's manifest.

    Returns:
        A hash by `schema.table`.
    """
    (run_id,) = connection.execute("select run_id from control.run").fetchall()[0]
    prints = standing_prints(connection, project, manifest, run_id)
    found = source_prints(connection, manifest, run_id)
    nodes = manifest["nodes"]
    models = {
        f"{nodes[name]['schema']}.{nodes[name]['alias']}": one.content
        for name, one in prints.items()
        if nodes[name]["resource_type"] == "model" and one.content
    }
    sources = {
        f"{node['schema']}.{node['identifier']}": found[name].content or ""
        for name, node in manifest["sources"].items()
    }
    return models | sources
