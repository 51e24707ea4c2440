"""Pages of JSON on their way into the scratch database."""

import json
from pathlib import Path
from typing import Any

import duckdb

from ingestion.door.names import column_names, file_literal, literal, quoted
from ingestion.door.records import Records, empty_tables

# DuckDB's own limit for one object; its buffers have twice as many bytes, for each thread.
_USUAL_PAGE = 16 * 1024 * 1024


class Pages:
    """Pages that an API has answered with, kept as text until all are there.

    Args:
        folder: For the file.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pages.jsonl"
        self._file = self.path.open("wb")
        self._biggest = _USUAL_PAGE
        self.rows = 0

    def add(self, rows: list[Any]) -> None:
        """Keep the rows of one page."""
        if rows:
            page = json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            self._file.write(page)
            self._biggest = max(self._biggest, len(page))
            self.rows += len(rows)

    def records(
        self,
        connection: duckdb.DuckDBPyConnection,
        where: str,
        key: tuple[str, ...],
        fields: tuple[str, ...] = (),
        flat: str = "row",
    ) -> Records:
        """Read the pages into the scratch table `records`, in the order of the key.

        A row that came more than once, from pages that were repeated or moved on meanwhile, is
        there once: as it came last. A nested value stays JSON.

        Args:
            connection: The scratch database.
            where: What an error calls the table.
            key: Columns that tell the rows apart, in snake_case.
            fields: Fields that were asked for; they are columns even if no row has them.
            flat: SQL expression that makes one flat JSON object of the JSON `row`.

        Raises:
            LoadError: Two fields have the same name in snake_case.
        """
        self._file.close()
        connection.execute(
            f"create or replace table objects as select row_number() over () as _no, {flat} as o "
            f"from (select unnest(rows) as row from read_json({file_literal(self.path)}, "
            f"format = 'newline_delimited', maximum_object_size = {self._biggest}, "
            "records = false, columns = {rows: 'JSON[]'}))"
        )
        self.path.unlink()
        found = connection.execute("select distinct unnest(json_keys(o)) from objects").fetchall()
        keys = sorted({*fields, *(name for (name,) in found)})
        columns = column_names(keys, where)
        empty_tables(connection, columns)
        structure = json.dumps(dict.fromkeys(keys, "VARCHAR"))
        values = ", ".join(f"o.{quoted(name)}" for name in keys)
        order = ", ".join(quoted(name) for name in key)
        connection.execute(
            f"insert into records select row_number() over (order by {order}), * exclude (_no) "
            f"from (select _no, {values} from (select _no, json_transform(o, "
            f"{literal(structure)}) as o from objects)) as t(_no, "
            f"{', '.join(quoted(name) for name in columns)}) "
            f"qualify row_number() over (partition by {order} order by _no desc) = 1"
        )
        connection.execute("drop table objects")
        return Records(where, columns, frozenset(columns))
