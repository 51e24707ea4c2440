"""The files of one published table: one, or one for each month where it is large."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import duckdb

from perfos.files import sha256_of
from semantic.earlier import Earlier
from semantic.keys import KEYS
from semantic.layout import file_of
from semantic.manifest import Part, TableInfo, identifier, literal, relation

MONTH_OF = ("posting_period", "period", "occurred_on")
"""The columns that say which month a row belongs to; the first that a table has counts."""
LARGE = 500_000
"""A table with months and that many rows has a file for each, so that most of them stay."""
FORMAT = "format parquet, compression zstd, compression_level 1"
GROUP = 16_384
"""Rows of a group in such a file: whoever looks for one payee still skips most of it."""
ASIDE = "temp.main.to_publish"
IS_VIEW = "select count(*) from duckdb_views() where database_name = current_database() and "
IS_VIEW += "schema_name || '.' || view_name = ?"


class TableFiles:
    """Writes one table.

    Args:
        connection: The warehouse.
        table: `schema.table`.
        columns: The types of its columns, in order.
        folder: Of the snapshot that is being written.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: str,
        columns: Mapping[str, str],
        folder: Path,
    ) -> None:
        self.connection, self.table, self.folder = connection, table, folder
        # Parquet has no HUGEINT and DuckDB would write a DOUBLE: a sum would lose its last digits.
        selected = ", ".join(
            f"cast({identifier(column)} as decimal(38, 0)) as {identifier(column)}"
            if data_type in ("HUGEINT", "UHUGEINT")
            else identifier(column)
            for column, data_type in columns.items()
        )
        self.rows = f"(select {selected} from {relation(table)})"
        self.values = ", ".join(map(identifier, columns))
        key = [identifier(column) for column in KEYS.get(table, ()) if column in columns]
        self.order = f"order by {', '.join(key)}" if key else ""
        found = next((column for column in MONTH_OF if column in columns), None)
        text = f"strftime({identifier(found or '')}, '%Y-%m')"
        text = text if found and columns[found] == "DATE" else identifier(found or "")
        text = f"case when regexp_full_match({text}, '\\d{{4}}-\\d{{2}}') then {text} end"
        self.month = f"coalesce({text}, 'other')" if found else ""

    def write(self, earlier: Earlier) -> TableInfo:
        """Write the table's files, or link those of earlier snapshots with the same rows."""
        if not self.month:
            return self._write_whole()
        with self._evaluated():
            months = self._months()
            if sum(rows for rows, _ in months.values()) < LARGE:
                return self._write_whole()
            return self._write_months(months, earlier)

    @contextmanager
    def _evaluated(self) -> Iterator[None]:
        """Work a view out once, as its rows are needed for each month."""
        found = self.connection.execute(IS_VIEW, [self.table]).fetchone()
        if found and found[0]:
            self.connection.execute(f"create or replace temp table {ASIDE} as from {self.rows}")
            self.rows = ASIDE
        try:
            yield
        finally:
            self.connection.execute(f"drop table if exists {ASIDE}")

    def _months(self) -> dict[str, tuple[int, int]]:
        """Return how many rows each month has, and the sum of their hashes."""
        found = self.connection.execute(
            f"select {self.month} as month, count(*), sum(hash({self.values})) "
            f"from {self.rows} group by month order by month"
        ).fetchall()
        return {month: (rows, hashed) for month, rows, hashed in found}

    def _write_months(self, months: dict[str, tuple[int, int]], earlier: Earlier) -> TableInfo:
        columns = self._types(self.rows)
        parts = {}
        for month, (rows, hashed) in months.items():
            rows_hash = f"{rows} {hashed}"
            had = earlier.take_month(self.table, month, rows_hash, columns, self.folder)
            parts[month] = had or self._write_month(month, rows, rows_hash)
        rows = sum(part.rows for part in parts.values())
        return TableInfo(
            rows=rows,
            bytes=sum(part.bytes for part in parts.values()),
            sha256=hashlib.sha256("".join(p.sha256 for p in parts.values()).encode()).hexdigest(),
            columns=columns,
            rows_hash=f"{rows} {sum(hashed for _, hashed in months.values())}",
            months=parts,
        )

    def _write_month(self, month: str, rows: int, rows_hash: str) -> Part:
        path = self._copy(
            f"where {self.month} = {literal(month)}", f"row_group_size {GROUP}", month
        )
        return Part(rows, path.stat().st_size, sha256_of(path), rows_hash)

    def _write_whole(self) -> TableInfo:
        path = self._copy("", "")
        source = f"read_parquet({literal(path)})"
        # What is fingerprinted is the file and not the table, which may be a view that costs time.
        (rows, hashed), *_ = self.connection.execute(
            f"select count(*), sum(hash({self.values})) from {source}"
        ).fetchall()
        part = Part(rows, path.stat().st_size, sha256_of(path), f"{rows} {hashed}")
        return TableInfo(**asdict(part), columns=self._types(source))

    def _copy(self, where: str, option: str, month: str = "") -> Path:
        """Write rows as Parquet, sorted by the key so that a reader can skip most of it."""
        path = self.folder / file_of(self.table, month)
        path.parent.mkdir(parents=True, exist_ok=True)
        options = ", ".join(filter(None, (FORMAT, option)))
        self.connection.execute(
            f"copy (select * from {self.rows} {where} {self.order}) to {literal(path)} ({options})"
        )
        path.chmod(0o444)
        return path

    def _types(self, source: str) -> dict[str, str]:
        described = self.connection.execute(f"describe from {source}").fetchall()
        return {column: data_type for column, data_type, *_ in described}
