"""One snapshot as a database: a view for each of its files, and nothing else in reach."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from semantic.layout import source_of
from semantic.manifest import TableInfo, identifier, literal, relation


def connect(folder: Path, tables: Mapping[str, TableInfo]) -> duckdb.DuckDBPyConnection:
    """Return a connection in memory with a view `schema.table` over the files of each table.

    Args:
        folder: The snapshot's folder.
        tables: Its tables, by name.
    """
    names = sorted(tables)
    connection = duckdb.connect()
    for schema in {table.split(".")[0] for table in names}:
        connection.execute(f"create schema {identifier(schema)}")
    for table in names:
        source = source_of(folder, table, tables[table])
        connection.execute(f"create view {relation(table)} as select * from {source}")
    # A query reads this snapshot or fails: it cannot mix in another one, or leave a file behind.
    connection.execute(f"set allowed_directories = [{literal(f'{folder}/')}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection
