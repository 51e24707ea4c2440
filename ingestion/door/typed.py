"""From text in the scratch database to typed rows with their problems, as Arrow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from ingestion.door.blanks import trimmed, unless_blank
from ingestion.door.detect import reading
from ingestion.door.names import literal, quoted
from ingestion.door.records import Records
from ingestion.door.ways import Reading
from ingestion.settings import BATCH_ROWS
from perfos.company.column_type import ColumnType
from perfos.company.entities import SQL_TYPES

_REASONS = {
    "date": "unreadable_date",
    "timestamp": "unreadable_date",
    "boolean": "unreadable_boolean",
}


@dataclass(frozen=True)
class Shape:
    """What a raw table keeps of a source's columns.

    Attributes:
        used: Columns of their own, in order; all others become `_dims`.
        types: Their types where they are not text.
    """

    used: tuple[str, ...]
    types: Mapping[str, ColumnType]

    def sql_type(self, column: str) -> str:
        """Return the DuckDB type of a used column."""
        return SQL_TYPES[self.types[column].type] if column in self.types else "varchar"

    @property
    def typed(self) -> list[str]:
        """The used columns that are not text."""
        return [name for name in self.used if self.sql_type(name) != "varchar"]


def typed_rows(
    connection: duckdb.DuckDBPyConnection, records: Records, shape: Shape, file: str
) -> Iterator[pa.RecordBatch | pa.Table]:
    """Yield the rows of the scratch tables as they stand in raw; one empty table if there are none.

    Args:
        connection: The scratch database.
        records: What a reader left there; it has all used columns.
        shape: The columns of the raw table.
        file: Goes to `_file`.

    Raises:
        LoadError: The way that a column is written cannot be decided.
    """
    readings = {name: reading(connection, records, name, shape.types[name]) for name in shape.typed}
    reader = connection.sql(_query(records, shape, readings, file)).to_arrow_reader(BATCH_ROWS)
    is_empty = True
    for batch in reader:
        is_empty = False
        yield batch
    if is_empty:
        yield reader.schema.empty_table()


def _query(records: Records, shape: Shape, readings: dict[str, Reading], file: str) -> str:
    """Return the SQL of the raw rows: readable records first, then broken ones."""
    others = [name for name in records.columns if name not in shape.used]
    columns = "".join(
        f"{_read(name) if name in readings else unless_blank(quoted(name))} as {quoted(name)}, "
        for name in shape.used
    )
    nulls = "".join(f"null::{shape.sql_type(name)}, " for name in shape.used)
    structure = """'[{"column":null,"found":' || to_json(line) || ',"reason":"structure"}]'"""
    return f"""
        with trimmed as (
            select *{"".join(f", {trimmed(quoted(name))} as {_text(name)}" for name in readings)}
            from records
        ),

        read as (
            select *{
        "".join(f", {one(_text(name))} as {_read(name)}" for name, one in readings.items())
    }
            from trimmed
        )

        select
            {columns}{_dims(others)} as _dims, {literal(file)} as _file, _row,
            {_hash(records.columns)} as _hash, {_problems(shape, readings)} as _problems
        from read
        union all
        select {nulls}null, {literal(file)}, _row, md5(coalesce(line, '')), {structure}
        from broken
    """


def _text(name: str) -> str:
    return quoted(f"_text {name}")


def _read(name: str) -> str:
    return quoted(f"_read {name}")


def _dims(others: list[str]) -> str:
    """Return SQL for the JSON object of the other columns that hold a value, or NULL."""
    if not others:
        return "null::varchar"
    members = ", ".join(f"{literal(name)}, {unless_blank(quoted(name))}" for name in others)
    # A merge patch leaves out what is null.
    return f"nullif(json_merge_patch('{{}}', json_object({members}))::varchar, '{{}}')"


def _hash(columns: list[str]) -> str:
    """Return SQL for the md5 of the whole record; the order of the columns does not matter."""
    texts = ", ".join(f"coalesce({quoted(name)}, '')" for name in sorted(columns))
    return f"md5(concat_ws(chr(31), {texts}))" if texts else "md5('')"


def _problems(shape: Shape, readings: dict[str, Reading]) -> str:
    """Return SQL for the JSON list of cells that hold a text but no value, or NULL."""
    found = []
    for name in readings:
        reason = _REASONS.get(shape.types[name].type, "unreadable_number")
        head, tail = f'{{"column":"{name}","found":', f',"reason":"{reason}"}}'
        found.append(
            f"case when {_read(name)} is null and {_text(name)} is not null "
            f"then {literal(head)} || to_json({quoted(name)}) || {literal(tail)} end"
        )
    return (
        f"'[' || nullif(concat_ws(',', {', '.join(found)}), '') || ']'"
        if found
        else "null::varchar"
    )
