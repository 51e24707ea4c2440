"""The rows of a table or query of a database, into the scratch tables."""

from typing import Any

import duckdb
import pyarrow as pa
import sqlalchemy as sa

from ingestion.door.names import column_names, quoted, require, snake_case
from ingestion.door.records import Records, empty_tables, exact_text
from ingestion.errors import LoadError
from ingestion.job import Job
from ingestion.settings import BATCH_ROWS
from ingestion.sql.database import connected, statement
from ingestion.sql.values import highest, to_arrow
from perfos.company.sources import Table


def merge_key(table: Table) -> tuple[str, ...]:
    """Return the columns whose rows take the place of older ones; none: the table is replaced."""
    return table.key if table.cursor else ()


def probe(job: Job) -> None:
    """Connect."""
    with connected(job.source.name, job.where):
        pass


def read(
    scratch: duckdb.DuckDBPyConnection,
    job: Job,
    watermark: Any,  # noqa: ANN401 (whatever a driver returns)
) -> tuple[Records, Any]:
    """Read all rows of a table, or those from the watermark on; return the new watermark too.

    Raises:
        LoadError: The database or its answer cannot be used.
    """
    with connected(job.source.name, job.where) as database:
        records, watermark = _read(scratch, database, job, watermark)
    if job.table.cursor:
        _check_key(scratch, job)
    return records, watermark


def _read(
    scratch: duckdb.DuckDBPyConnection,
    database: sa.Connection,
    job: Job,
    watermark: Any,  # noqa: ANN401
) -> tuple[Records, Any]:
    """Read the answer into the scratch tables, chunk by chunk."""
    streamed = database.execution_options(yield_per=BATCH_ROWS // 2)
    answer = streamed.execute(statement(job.table, watermark))
    columns = column_names(list(answer.keys()), job.where)
    require(columns, job.shape.used, job.where)
    cursor = columns.index(snake_case(job.table.cursor)) if job.table.cursor else None
    empty_tables(scratch, columns)
    texts: set[str] = set()
    row = 1
    for chunk in answer.partitions():
        arrays = [to_arrow(values) for values in zip(*chunk, strict=True)]
        if cursor is not None:
            watermark = highest(arrays[cursor], watermark, job.where)
        texts.update(
            name
            for name, array in zip(columns, arrays, strict=True)
            if pa.types.is_string(array.type)
        )
        _insert(scratch, columns, arrays, row)
        row += len(chunk)
    return Records(job.where, columns, frozenset(columns) - texts), watermark


def _insert(
    scratch: duckdb.DuckDBPyConnection, columns: list[str], arrays: list[pa.Array], row: int
) -> None:
    """Append a chunk to `records`, its rows numbered from `row` on."""
    numbers = pa.array(range(row, row + len(arrays[0])), pa.int64())
    scratch.register("chunk", pa.table([numbers, *arrays], names=["_row", *columns]))
    types = scratch.execute("describe from chunk").fetchall()[1:]
    values = "".join(f", {exact_text(quoted(name), type_)}" for name, type_, *_ in types)
    scratch.execute(f"insert into records select _row{values} from chunk")
    scratch.unregister("chunk")


def _check_key(scratch: duckdb.DuckDBPyConnection, job: Job) -> None:
    """Refuse a key that is not one: rows that share it would replace each other."""
    key = [quoted(snake_case(name)) for name in job.table.key]
    is_null = " or ".join(f"{name} is null" for name in key)
    found = scratch.execute(
        f"select concat_ws(', ', {', '.join(key)}) from records "
        f"group by {', '.join(key)} having count(*) > 1 or {is_null} limit 1"
    ).fetchone()
    if found:
        raise LoadError(
            f"{job.where}: the key {', '.join(job.table.key)} does not tell the rows apart: "
            f'"{found[0]}" is empty or there more than once. Correct `key` in sources.yml'
        )
