"""Prints by rows: of the source tables, and of the models whose readers go by what stands there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb

from transform.standing.meta import is_told_by_rows
from transform.standing.prints import Print, digest

KEPT = """
create schema if not exists built;
create table if not exists built.source (
    run_id varchar, unique_id varchar, shape varchar, content varchar
)
"""


def source_prints(
    connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], run_id: str
) -> dict[str, Print]:
    """Return the print of each source table by its id; of one that is not there, that it is not.

    Hardly anything writes a source after a run has loaded it: each run hashes them once.

    Args:
        connection: The warehouse.
        manifest: Dbt's manifest.
        run_id: The run that loaded the sources last.
    """
    connection.execute(KEPT)
    connection.execute("delete from built.source where run_id <> ?", [run_id])
    known = _kept(connection, run_id)
    sources = manifest["sources"]
    new = {
        name: _print(connection, node["schema"], node["identifier"])
        for name, node in sources.items()
        if name not in known
    }
    if new:
        rows = [(run_id, name, one.shape, one.content) for name, one in new.items()]
        connection.executemany("insert into built.source values (?, ?, ?, ?)", rows)
    found = known | new
    return {name: found[name] for name in sources}


def row_prints(
    connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any], run_id: str
) -> dict[str, str]:
    """Return a hash of the rows of each model whose readers go by these, by its id.

    Views of that kind are small, and hashed whenever somebody asks; a table once in a run.

    Args:
        connection: The warehouse.
        manifest: Dbt's manifest.
        run_id: The run that is under way, or was the last.

    Returns:
        Nothing of what is not there yet.
    """
    nodes = manifest["nodes"]
    asked = {name for name, node in nodes.items() if is_told_by_rows(node)}
    known, found = _kept(connection, run_id), {}
    for name in sorted(asked):
        node = nodes[name]
        is_kept = node["config"]["materialized"] != "view"
        if not (is_kept and name in known):
            known[name] = _print(connection, node["schema"], node["alias"])
            if known[name].content == known[name].shape:
                continue
            if is_kept:
                row = (run_id, name, known[name].shape, known[name].content)
                connection.execute("insert into built.source values (?, ?, ?, ?)", row)
        found[name] = known[name].content or ""
    return found


def forget_sources(connection: duckdb.DuckDBPyConnection, tables: Sequence[str]) -> None:
    """Have source tables hashed again that were written after the run had loaded them."""
    connection.execute(
        "delete from built.source where list_contains(?, split_part(unique_id, '.', 4))",
        [list(tables)],
    )


def _kept(connection: duckdb.DuckDBPyConnection, run_id: str) -> dict[str, Print]:
    """Return what this run has hashed already."""
    rows = connection.execute(
        "select unique_id, shape, content from built.source where run_id = ?", [run_id]
    ).fetchall()
    return {name: Print(shape, content) for name, shape, content in rows}


def _print(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> Print:
    columns = connection.execute(
        "select column_name, data_type from information_schema.columns where "
        "table_catalog = current_database() and table_schema = ? and table_name = ? "
        "order by ordinal_position",
        [schema, table],
    ).fetchall()
    shape = digest(f"{schema}.{table}", *(f"{name} {kind}" for name, kind in columns))
    if not columns:
        return Print(shape, shape)
    rows = connection.execute(
        "select count(*), sum(one), bit_xor(one) "
        f'from (select hash(record) as one from "{schema}"."{table}" as record)'
    ).fetchone()
    return Print(shape, digest(shape, str(rows)))


def forget_rows(
    connection: duckdb.DuckDBPyConnection, nodes: Mapping[str, Any], names: Iterable[str]
) -> None:
    """Have the rows of models hashed again, of those that are about to be appended to."""
    told = [name for name in names if is_told_by_rows(nodes[name])]
    connection.execute("delete from built.source where list_contains(?, unique_id)", [told])
