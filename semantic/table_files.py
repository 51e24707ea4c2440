"""The files of one published table: one, or several where a large one is only appended to."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import duckdb

from perfos.files import sha256_of
from semantic.earlier import Earlier
from semantic.keys import KEYS
from semantic.layout import file_of
from semantic.manifest import Part, TableInfo, identifier, literal, relation
from semantic.stretches import Stretch, grouped

APPENDED = {"run_id", "recorded_at"}
"""A table with these columns is only appended to: each row says which run has written it, when."""
LARGE = 500_000
"""So many rows of such a table are split by runs, so that what stands is not written again."""
FORMAT = "format parquet, compression zstd, compression_level 1"


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
        self.is_appended = columns.keys() >= APPENDED

    def write(self, earlier: Earlier) -> TableInfo:
        """Write the table's files, or link those of earlier snapshots with the same rows."""
        stretches = self._stretches() if self.is_appended else []
        if sum(one.rows for one in stretches) < LARGE:
            return self._write_whole()
        columns = self._types(self.rows)
        parts = {one.label: self._part(one, columns, earlier) for one in stretches}
        rows = sum(part.rows for part in parts.values())
        return TableInfo(
            rows=rows,
            bytes=sum(part.bytes for part in parts.values()),
            sha256=hashlib.sha256("".join(p.sha256 for p in parts.values()).encode()).hexdigest(),
            columns=columns,
            rows_hash=f"{rows} {sum(one.hashed for one in stretches)}",
            parts=parts,
        )

    def _stretches(self) -> list[Stretch]:
        """Return which runs share a file; none where the table has rows of no run."""
        found = self.connection.execute(
            f"select run_id, count(*), sum(hash({self.values})) from {self.rows} "
            "group by run_id order by min(recorded_at), run_id"
        ).fetchall()
        if any(run_id is None for run_id, _, _ in found):
            return []
        return grouped(
            [
                Stretch(number, number, (run_id,), rows, hashed)
                for number, (run_id, rows, hashed) in enumerate(found, start=1)
            ]
        )

    def _part(self, stretch: Stretch, columns: Mapping[str, str], earlier: Earlier) -> Part:
        rows_hash = f"{stretch.rows} {stretch.hashed}"
        had = earlier.take_part(self.table, stretch.label, rows_hash, columns, self.folder)
        if had:
            return had
        runs = ", ".join(map(literal, stretch.runs))
        path = self._copy(f"where run_id in ({runs})", stretch.label)
        return Part(stretch.rows, path.stat().st_size, sha256_of(path), rows_hash)

    def _write_whole(self) -> TableInfo:
        path = self._copy()
        source = f"read_parquet({literal(path)})"
        # What is fingerprinted is the file and not the table, which may be a view that costs time.
        (rows, hashed), *_ = self.connection.execute(
            f"select count(*), sum(hash({self.values})) from {source}"
        ).fetchall()
        part = Part(rows, path.stat().st_size, sha256_of(path), f"{rows} {hashed}")
        return TableInfo(**asdict(part), columns=self._types(source))

    def _copy(self, where: str = "", label: str = "") -> Path:
        """Write rows as Parquet, sorted by the key so that a reader can skip most of it."""
        path = self.folder / file_of(self.table, label)
        path.parent.mkdir(parents=True, exist_ok=True)
        self.connection.execute(
            f"copy (select * from {self.rows} {where} {self.order}) to {literal(path)} ({FORMAT})"
        )
        path.chmod(0o444)
        return path

    def _types(self, source: str) -> dict[str, str]:
        described = self.connection.execute(f"describe from {source}").fetchall()
        return {column: data_type for column, data_type, *_ in described}
