"""CSV and TSV files."""

import csv
from pathlib import Path

import duckdb

from ingestion.door.names import column_names, file_literal, literal
from ingestion.door.records import Records, empty_tables
from ingestion.errors import LoadError
from ingestion.files.header import Span, find_header, no_header
from ingestion.files.spans import cut_records
from ingestion.files.text import UNIT, decode, read_lines

_DELIMITERS = (",", ";", "\t", "|")
_SHOWN = {"\t": "a tab"}


def read_delimited(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    where: str,
    used: set[str],
    encoding: str | None,
    delimiter: str | None,
    folder: Path,
    span: Span | None = None,
) -> Records:
    """Read a delimited file into the scratch tables; records that have another form are broken.

    Args:
        connection: The scratch database.
        path: The file.
        where: What an error calls it.
        used: Columns that it must have; they also tell which delimiter is meant.
        encoding: As declared, or None.
        delimiter: As declared, or None.
        folder: For temporary files.
        span: First and last row of the header, or None.

    Raises:
        LoadError: The file cannot be read as text, or has no header that fits.
    """
    text = folder / "text.csv"
    decode(path, encoding, where, text)
    delimiter, header, header_lines = _header(text, delimiter, span, used, where)
    columns = column_names(header, where)
    read_lines(connection, text, where)
    text.unlink()
    cut_records(connection, header_lines, len(columns), delimiter, encoding)
    connection.execute("drop table lines")
    empty_tables(connection, columns)
    connection.execute("insert into broken select _row, record from texts where not is_whole")
    _read_whole(connection, columns, delimiter, folder / "records.csv")
    return Records(where, columns, titles=tuple(header))


def _header(
    text: Path, delimiter: str | None, span: Span | None, used: set[str], where: str
) -> tuple[str, list[str], int]:
    """Return the delimiter, the titles and the number of lines that the header takes."""
    readings = {}
    for candidate in [delimiter] if delimiter else _DELIMITERS:
        with text.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, delimiter=candidate)
            try:
                _, header = find_header(reader, span)
            except csv.Error:
                continue
            readings[candidate] = (header, reader.line_num)
    if not any(header for header, _ in readings.values()):
        raise LoadError(f"{where}: {no_header('file', span)}")

    def fit(candidate: str) -> tuple[int, int]:
        header, _ = readings[candidate]
        return len(used & set(column_names(header, where))), len(header)

    best, *others = sorted(readings, key=fit, reverse=True)
    if others and fit(others[0]) == fit(best) > (0, 1) and readings[best] != readings[others[0]]:
        raise LoadError(
            f"{where}: the columns may be delimited by {_SHOWN.get(best, best)} or by "
            f"{_SHOWN.get(others[0], others[0])}. Declare `delimiter` in sources.yml at this table"
        )
    header, header_lines = readings[best]
    return best, header, header_lines


def _read_whole(
    connection: duckdb.DuckDBPyConnection, columns: list[str], delimiter: str, file: Path
) -> None:
    """Read what is whole in `texts` into `records`; each record carries its number with it."""
    connection.execute(
        f"copy (select _row || {literal(delimiter)} || record from texts where is_whole) "
        f"to {literal(str(file))} "
        f"(format csv, header false, quote '', escape '', delimiter '{UNIT}')"
    )
    spans = connection.execute("select count(*) from spans").fetchone()
    types = "".join(f", {literal(name)}: 'VARCHAR'" for name in columns)
    connection.execute("drop table if exists reject_errors; drop table if exists reject_scans")
    connection.execute(
        f"insert into records select * from read_csv({file_literal(file)}, "
        f"columns = {{_row: 'BIGINT'{types}}}, auto_detect = false, header = false, "
        f"delim = {literal(delimiter)}, quote = '\"', escape = '\"', store_rejects = true, "
        # A thread that starts inside a quoted field cannot know it.
        f"parallel = {spans == (0,)})"
    )
    file.unlink()
    # Too many or too few columns: what DuckDB rejects keeps its number, and goes to the others.
    connection.execute(
        "insert into broken select texts._row, texts.record from texts "
        "anti join records on texts._row = records._row where is_whole"
    )
    connection.execute("drop table texts; drop table spans")
