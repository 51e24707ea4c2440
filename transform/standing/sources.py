"""The prints of the source tables: their columns, and every row of them."""

from collections.abc import Mapping
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

    Nothing writes a source after a run has loaded it: each run hashes them once.

    Args:
        connection: The warehouse.
        manifest: Dbt's manifest.
        run_id: The run that loaded the sources last.
    """
    connection.execute(KEPT)
    kept = connection.execute(
        "select unique_id, shape, content from built.source where run_id = ?", [run_id]
    ).fetchall()
    found = {name: Print(shape, content) for name, shape, content in kept}
    if found.keys() != manifest["sources"].keys():
        found = {name: _print(connection, node) for name, node in manifest["sources"].items()}
        rows = [(run_id, name, one.shape, one.content) for name, one in found.items()]
        connection.execute("delete from built.source")
        connection.executemany("insert into built.source values (?, ?, ?, ?)", rows)
    return found


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
