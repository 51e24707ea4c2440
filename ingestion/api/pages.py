"""Pages of JSON on their way into the scratch database."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import orjson

from ingestion.api.ahead import ahead
from ingestion.door.names import file_literal, literal, object_columns, quoted
from ingestion.door.records import Records, empty_tables

# DuckDB's own limit for one object; its buffers have twice as many bytes, for each thread.
_USUAL_PAGE = 16 * 1024 * 1024


def _line(rows: list[dict[str, Any]]) -> bytes:
    """Return rows as a line of JSON; half of a character, which is no text, becomes `?`."""
    try:
        return orjson.dumps(rows) + b"\n"
    except orjson.JSONEncodeError:
        return json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


class Pages:
    """Pages that an API has answered with, kept as text until all are there.

    Args:
        folder: For the file.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pages.jsonl"
        self._file = self.path.open("wb")
        self._biggest = _USUAL_PAGE
        self._keys = set[str]()

    def keep(self, pages: Iterable[list[dict[str, Any]]]) -> None:
        """Keep the rows of all pages; while one is written, the next one is fetched."""
        for rows in ahead(pages):
            if not rows:
                continue
            self._keys.update(*rows)
            page = _line(rows)
            self._file.write(page)
            self._biggest = max(self._biggest, len(page))

    def records(
        self,
        connection: duckdb.DuckDBPyConnection,
        where: str,
        key: tuple[str, ...],
        fields: tuple[str, ...] = (),
    ) -> Records:
        """Read the pages into the scratch table `records`, in the order of the key.

        A row that came more than once, from pages that were repeated or moved on meanwhile, is
        there once: as it came last. A nested value stays JSON.

        Args:
            connection: The scratch database.
            where: What an error calls the table.
            key: Columns that tell the rows apart, in snake_case.
            fields: Fields that were asked for; they are columns even if no row has them.

        Raises:
            LoadError: Two fields have the same name in snake_case.
        """
        self._file.close()
        keys = sorted(self._keys.union(fields))
        columns = object_columns(keys, where)
        empty_tables(connection, columns)
        names = ", ".join(quoted(name) for name in columns)
        order = ", ".join(quoted(name) for name in key)
        structure = literal(json.dumps(dict.fromkeys(keys, "VARCHAR")))
        connection.execute(
            f"create or replace table objects ({names}) as select row.* from (select "
            f"json_transform(unnest(rows), {structure}) as row "
            f"from read_json({file_literal(self.path)}, format = 'newline_delimited', "
            f"maximum_object_size = {self._biggest}, records = false, "
            "columns = {rows: 'JSON[]'}))"
        )
        self.path.unlink()
        # Only the keys are sorted: whole rows would take three times as long.
        connection.execute(
            "insert into records select ranked._row, objects.* from objects join ("
            f"select no, row_number() over (order by {order}) as _row from ("
            f"select rowid as no, {order} from objects "
            f"qualify row_number() over (partition by {order} order by rowid desc) = 1)"
            ") as ranked on ranked.no = objects.rowid"
        )
        connection.execute("drop table objects")
        return Records(where, columns, frozenset(columns))
