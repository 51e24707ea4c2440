"""What a calculation reads: its input tables as Parquet, and the SQL that it follows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from audit.store import Store

INPUTS = """
select table_schema || '.' || table_name, column_name, data_type
from information_schema.columns
where table_catalog = current_database()
    and table_schema in ('control', 'raw')
    and not starts_with(table_name, '_dlt')
order by table_schema, table_name, ordinal_position
"""


def keep_tables(connection: duckdb.DuckDBPyConnection, store: Store) -> dict[str, Any]:
    """Keep each input table as Parquet; an unchanged one is kept already.

    Returns:
        Columns, rows and sha256 of each table.
    """
    columns: dict[str, dict[str, str]] = {}
    for table, column, data_type in connection.execute(INPUTS).fetchall():
        columns.setdefault(table, {})[column] = data_type
    store.folder.mkdir(parents=True, exist_ok=True)
    return {table: _keep(connection, store, table, columns[table]) for table in columns}


def _keep(
    connection: duckdb.DuckDBPyConnection, store: Store, table: str, columns: Mapping[str, str]
) -> dict[str, Any]:
    """Keep one table; the order of its rows is fixed, so that the same rows are the same file."""
    aside = store.folder / f".tmp-{table}"
    order = "_file, _row" if {"_file", "_row"} <= columns.keys() else "all"
    schema, name = table.split(".")
    rows = connection.execute(
        f'copy (select * from "{schema}"."{name}" order by {order}) to \'{aside}\' '
        "(format parquet, compression zstd)"
    ).fetchall()[0][0]
    return {"columns": dict(columns), "rows": rows, "object": store.put_file(aside)}


def program_files(project: Path) -> dict[str, bytes]:
    """Return the files of a dbt project by their path in it."""
    roots = ("models", "generated", "macros", "tests", *_packages(project))
    files = {"dbt_project.yml": (project / "dbt_project.yml").read_bytes()}
    for root in roots:
        folder = (project / root).resolve()
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".sql", ".yml", ".csv", ".md") and path.is_file():
                files[f"{root}/{path.relative_to(folder).as_posix()}"] = path.read_bytes()
    return files


def _packages(project: Path) -> list[str]:
    return [f"dbt_packages/{path.name}" for path in sorted((project / "dbt_packages").glob("*"))]
