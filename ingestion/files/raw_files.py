"""raw.files: which version of which file is in raw.

A load is complete when dlt has written its row in `raw._dlt_loads`; nothing before that counts. New
rows are only ever added, under the id of their load, and taken away by `sweep`: the rows of loads
that were killed, and those of versions that a complete load has replaced. So what raw holds follows
from complete loads alone, wherever a load was stopped.
"""

import duckdb

from ingestion.door.names import quoted
from ingestion.errors import LoadError

# One row per file: its version in the last complete load that brought one.
_DUE = """
    create or replace temp table due as
    select files.* from raw.files
    inner join raw._dlt_loads as loads on files._dlt_load_id = loads.load_id and loads.status = 0
    where files.source = ? and files.table_name = ?
    qualify row_number() over (partition by files.file order by files._dlt_load_id desc) = 1
"""


def known_files(
    connection: duckdb.DuckDBPyConnection, source: str, table: str
) -> dict[str, tuple[str, bool]]:
    """Return sha256, and whether it has rows of its own, of the files in raw, by name."""
    if not has_table(connection, "files"):
        return {}
    connection.execute(_DUE, [source, table])
    rows = connection.execute("select file, sha256, rows is not null from due").fetchall()
    return {name: (sha256, has_rows) for name, sha256, has_rows in rows}


def sweep(connection: duckdb.DuckDBPyConnection, source: str, table: str) -> None:
    """Delete the rows that no complete load stands for, or that a later version has replaced.

    Raises:
        LoadError: Rows are missing that a complete load has brought.
    """
    name = f"{source}__{table}"
    if not has_table(connection, name):
        return
    rows = f"raw.{quoted(name)}"
    connection.execute(_DUE, [source, table])
    surplus = f"select (select count(*) from {rows}) - coalesce(sum(rows), 0) from due"
    if connection.execute(surplus).fetchone() == (0,):
        return
    connection.execute(
        f"delete from {rows} as held where not exists ("
        "from due where due.file = held._file and due._dlt_load_id = held._dlt_load_id)"
    )
    if connection.execute(surplus).fetchone() != (0,):
        raise LoadError(
            f"{rows} lacks rows that a complete load brought: something else than a load wrote to "
            "the warehouse. Remove the company's state folder and load again"
        )


def forget(connection: duckdb.DuckDBPyConnection, source: str, table: str) -> None:
    """Delete what raw.files says of a table that is made anew."""
    if has_table(connection, "files"):
        connection.execute(
            "delete from raw.files where source = ? and table_name = ?", [source, table]
        )


def sweep_files(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete the rows of raw.files that belong to loads which were killed."""
    if has_table(connection, "files"):
        connection.execute(
            "delete from raw.files where _dlt_load_id not in "
            "(select load_id from raw._dlt_loads where status = 0)"
        )


def has_table(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Return whether raw has that table."""
    found = connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = ?", [name]
    )
    return found.fetchone() is not None
