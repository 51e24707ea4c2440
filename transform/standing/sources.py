"""The prints of the source tables: their columns, and every row of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

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
    kept = connection.execute("select unique_id, shape, content from built.source").fetchall()
    known = {name: Print(shape, content) for name, shape, content in kept}
    sources = manifest["sources"]
    new = {name: _print(connection, sources[name]) for name in sources if name not in known}
    if new:
        rows = [(run_id, name, one.shape, one.content) for name, one in new.items()]
        connection.executemany("insert into built.source values (?, ?, ?, ?)", rows)
    found = known | new
    return {name: found[name] for name in sources}


def forget_sources(connection: duckdb.DuckDBPyConnection, tables: Sequence[str]) -> None:
    """Have source tables hashed again that were written after the run had loaded them."""
    connection.execute(
        "delete from built.source where list_contains(?, split_part(unique_id, '.', 4))",
        [list(tables)],
    )


def _print(connection: duckdb.DuckDBPyConnection, node: Mapping[str, Any]) -> Print:
    schema, table = node["schema"], node["identifier"]
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
        f'select count(*), sum(hash(record)), bit_xor(hash(record)) from "{schema}"."{table}" '
        "as record"
    ).fetchone()
    return Print(shape, digest(shape, str(rows)))
