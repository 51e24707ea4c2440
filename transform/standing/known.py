"""Prints of what stands in a warehouse: what its nodes come from, as far as anybody can say."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb

from transform.standing.built import Built
from transform.standing.prints import Print, prints_of, sound
from transform.standing.sources import row_prints, source_prints


def standing_prints(
    connection: duckdb.DuckDBPyConnection,
    project: Path,
    manifest: Mapping[str, Any],
    run_id: str,
    names: Collection[str] = (),
    done: Collection[str] = (),
) -> dict[str, Print]:
    """Return the print of each model and test, as far as what it reads stands as it should.

    Args:
        connection: The warehouse.
        project: The workspace's project folder.
        manifest: Dbt's manifest.
        run_id: The run that loaded the sources last.
        names: Ids of nodes that are about to be built.
        done: Ids of nodes that have just been built.
    """
    built = Built(connection)
    sources = source_prints(connection, manifest, run_id)
    rows = row_prints(connection, manifest, run_id)
    prints = prints_of(manifest, project, sources, rows)
    # The rows of what is about to be appended to, or to be defined anew, are not what will stand.
    standing = {*built.standing(prints), *done}
    if not rows.keys() <= standing:
        rows = {name: one for name, one in rows.items() if name in standing}
        prints = prints_of(manifest, project, sources, rows)
        standing = {*built.standing(prints), *done}
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
        f"{nodes[name]['schema']}.{nodes[name]['alias']}": one.told
        for name, one in prints.items()
        if nodes[name]["resource_type"] == "model" and one.told
    }
    sources = {
        f"{node['schema']}.{node['identifier']}": found[name].content or ""
        for name, node in manifest["sources"].items()
    }
    return models | sources
