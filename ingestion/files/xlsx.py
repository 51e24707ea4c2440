"""Excel workbooks."""

import logging
from pathlib import Path

import duckdb
import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from ingestion.door.names import column_names, quoted
from ingestion.door.records import Records, empty_tables, exact_text
from ingestion.errors import LoadError
from ingestion.files.header import Span, find_header, no_header

# It warns of every column without a value.
logging.getLogger("fastexcel").setLevel(logging.ERROR)

_HEADER_SEARCH = 100


def read_xlsx(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    where: str,
    sheet: str | None,
    span: Span | None,
) -> Records:
    """Read a sheet into the scratch tables; the types of its cells are kept, as exact text.

    A column of numbers or dates is exact; where a single cell is a text, all of the column is text
    and is read as text is. A formula that failed is a text too, which no number can be read from.

    Args:
        connection: The scratch database.
        path: The file.
        where: What an error calls it.
        sheet: Its name; None for the first one.
        span: First and last row of the header, or None.

    Raises:
        LoadError: It is no workbook, the sheet is missing or empty, or two columns have one name.
    """
    try:
        book = fastexcel.read_excel(path)
        if sheet is not None and sheet not in book.sheet_names:
            raise LoadError(f'{where}: no sheet "{sheet}"; it has {", ".join(book.sheet_names)}')
        header_row, header = _header(book, sheet or 0, span, where)
        cells, errors = book.load_sheet(
            sheet or 0, header_row=header_row, schema_sample_rows=None
        ).to_arrow_with_errors()
    except fastexcel.FastExcelError as error:
        reason = str(error).splitlines()[0]
        raise LoadError(f"{where}: the file cannot be read as a workbook: {reason}") from None
    columns = column_names(header[: cells.num_columns], where)
    _insert(connection, columns, cells)
    for failed in errors.errors if errors else ():
        row, column = failed.offset_position
        connection.execute(
            f"update records set {quoted(columns[column])} = ? where _row = ?",
            ["#" + failed.detail.partition("Error(")[2].rstrip(")'"), row + 2],
        )
    blank = " and ".join(f"{quoted(name)} is null" for name in columns)
    connection.execute(f"delete from records where {blank}")
    exact = zip(columns, cells.schema.types, strict=True)
    typed = frozenset(name for name, type_ in exact if not pa.types.is_string(type_))
    return Records(where, columns, typed, tuple(header[: len(columns)]))


def _header(
    book: fastexcel.ExcelReader, sheet: str | int, span: Span | None, where: str
) -> tuple[int, list[str]]:
    """Return the place of the header's last row, and the titles."""
    top = book.load_sheet(
        sheet, header_row=None, skip_rows=0, n_rows=_HEADER_SEARCH, dtypes="string"
    ).to_arrow()
    rows = ([text or "" for text in row.values()] for row in top.to_pylist())
    number, header = find_header(rows, span)
    if any(text.strip() for text in header):
        return number - 1, header
    raise LoadError(f"{where}: {no_header('sheet', span)}")


def _insert(
    connection: duckdb.DuckDBPyConnection, columns: list[str], cells: pa.RecordBatch
) -> None:
    """Fill `records` with the cells as text; days without a time are dates."""
    empty_tables(connection, columns)
    numbers = pa.array(range(2, cells.num_rows + 2), pa.int64())
    values = [_as_dates(cells.column(place)) for place in range(cells.num_columns)]
    table = pa.table([numbers, *values], names=["_row", *columns])
    connection.register("cells", table)
    types = connection.execute("describe from cells").fetchall()[1:]
    texts = "".join(f", {exact_text(quoted(name), type_)}" for name, type_, *_ in types)
    connection.execute(f"insert into records select _row{texts} from cells")
    connection.unregister("cells")


def _as_dates(column: pa.Array) -> pa.Array:
    """Return moments as dates if all of them are midnights: Excel has no other dates."""
    if not pa.types.is_timestamp(column.type):
        return column
    days = column.cast(pa.date32(), safe=False)
    return days if pc.all(pc.equal(days.cast(column.type), column)).as_py() is not False else column
