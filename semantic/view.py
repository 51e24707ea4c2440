"""One snapshot as a database: a view for each of its files, and nothing else in reach."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from semantic.manifest import file_of, identifier, literal, relation


def connect(folder: Path, tables: Iterable[str]) -> duckdb.DuckDBPyConnection:
    """Return a connection in memory with a view `schema.table` over each Parquet file.

    Args:
        folder: The snapshot's folder.
        tables: The names of its tables.
    """
    names = sorted(tables)
    connection = duckdb.connect()
    for schema in {table.split(".")[0] for table in names}:
        connection.execute(f"create schema {identifier(schema)}")
    for table in names:
        file = literal(folder / file_of(table))
        connection.execute(f"create view {relation(table)} as select * from read_parquet({file})")
    # A query reads this snapshot or fails: it cannot mix in another one, or leave a file behind.
    connection.execute(f"set allowed_directories = [{literal(f'{folder}/')}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection
