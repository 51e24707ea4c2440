"""The ways that a column may be read, given its type, what is declared, and what it holds."""

from collections.abc import Callable
from functools import partial

import duckdb

from ingestion.door import dates, numbers
from perfos.company.column_type import ColumnType

# From the SQL of a trimmed text to the SQL of its value, which is NULL where it cannot be read.
Reading = Callable[[str], str]


def date_ways(
    connection: duckdb.DuckDBPyConnection, is_exact: bool, declared: ColumnType
) -> dict[str, Reading]:
    """Return every way that a column of dates may be read, by its format.

    It is one way alone if the values are exact, their format is declared, or all of them are ISO.
    The column's trimmed texts are the view `texts_of_column`, as for `number_ways`.
    """
    if declared.format and not is_exact:
        return {"": partial(dates.declared_format, format=declared.format, type_=declared.type)}
    iso, *others = (
        partial(dates.detected_format, format=one, type_=declared.type) for one in dates.FORMATS
    )
    # No other format reads what ISO reads, so a column of ISO dates is decided at once.
    is_iso = f"select count(text) = count({iso('text')}) from texts_of_column"
    if is_exact or connection.execute(is_iso).fetchone() == (True,):
        return {dates.ISO: iso}
    return dict(zip(dates.FORMATS, (iso, *others), strict=True))


def number_ways(
    connection: duckdb.DuckDBPyConnection, is_exact: bool, declared: ColumnType
) -> dict[str, Reading]:
    """Return every way that a column of numbers may be read, by its separators."""
    styles: tuple[numbers.Style, ...] = (numbers.EXACT,)
    if not is_exact:
        present = connection.execute(
            f"select {numbers.separators('text')} from texts_of_column"
        ).fetchone()
        styles = numbers.told_apart(
            numbers.styles(declared.decimal, declared.thousands), (present or ([],))[0]
        )
    return {
        f'decimal: "{one.decimal}", thousands: "{one.thousands}"': partial(
            numbers.number, style=one, type_=declared.type
        )
        for one in styles
    }
