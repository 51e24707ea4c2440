"""Whether Spark and DuckDB say the same: every table of the project, by rows and content hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from transform.spark.canonical import content_hash, row_text

DUCKDB_SETTINGS = (
    "set timezone = 'UTC'; set memory_limit = '4GB'; set preserve_insertion_order = false"
)


@dataclass(frozen=True)
class Compared:
    """One table on both engines.

    Attributes:
        table: Schema and name.
        rows: Number of rows on DuckDB and on Spark.
        hashes: Hash of the content on DuckDB and on Spark.
        columns: Names of the columns that differ, or that only one of them has.
    """

    table: str
    rows: tuple[int, int]
    hashes: tuple[str, str]
    columns: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether both hold the same rows."""
        return self.hashes[0] == self.hashes[1] and not self.columns

    def __str__(self) -> str:
        if self.is_same:
            return f"{self.table}: {self.rows[0]} rows, {self.hashes[0]}"
        return (
            f"{self.table} differs: {self.rows[0]} rows on DuckDB, {self.rows[1]} on Spark; "
            f"columns {', '.join(self.columns) or 'alike one by one, but not row by row'}"
        )


def compare(warehouse: Path, tables: Path, names: Sequence[str]) -> list[Compared]:
    """Compare what both engines built; DuckDB reads the files that are Spark's tables, too.

    Args:
        warehouse: DuckDB's file.
        tables: Spark's folder, `<tables>/<schema>/<table>/*.parquet`.
        names: The tables, as schema and name with a point between them.

    Raises:
        FileNotFoundError: Spark has not built one of them.
    """
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        connection.execute(DUCKDB_SETTINGS)
        return [_compared(connection, name, tables.joinpath(*name.split("."))) for name in names]


def _compared(connection: duckdb.DuckDBPyConnection, name: str, files: Path) -> Compared:
    if not any(files.glob("*.parquet")):
        raise FileNotFoundError(
            f"Spark has no table {name}: {files} holds no Parquet. Build it there before comparing."
        )
    here, there = name, f"read_parquet('{files}/*.parquet')"
    declared, found = (_columns(connection, relation) for relation in (here, there))
    both = {column: (kind, found[column]) for column, kind in declared.items() if column in found}
    own = {column: (kind, kind) for column, kind in declared.items()}
    rows_here, hash_here = _hash(connection, here, row_text(own))
    rows_there, hash_there = _hash(connection, there, row_text(both))
    lacking = sorted(declared.keys() ^ found.keys())
    if lacking or hash_here != hash_there:
        lacking += [
            column
            for column, kinds in both.items()
            if _hash(connection, here, row_text({column: (kinds[0], kinds[0])}))
            != _hash(connection, there, row_text({column: kinds}))
        ]
    return Compared(name, (rows_here, rows_there), (hash_here, hash_there), tuple(lacking))


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    rows = connection.execute(f"describe select * from {relation}").fetchall()
    return {row[0]: row[1] for row in rows}


def _hash(connection: duckdb.DuckDBPyConnection, relation: str, text: str) -> tuple[int, str]:
    return connection.execute(content_hash(relation, text)).fetchone()  # type: ignore[return-value]
