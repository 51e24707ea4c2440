"""Tables with months or currencies across: each such column becomes a row of its own."""

import duckdb

from ingestion.door.blanks import unless_blank
from ingestion.door.names import literal, quoted, require
from ingestion.door.records import Records
from perfos.company.source_table import Unpivot


def unpivoted(connection: duckdb.DuckDBPyConnection, records: Records, wanted: Unpivot) -> Records:
    """Turn the scratch table `records` around; a record keeps its number in all of its rows.

    Args:
        connection: The scratch database.
        records: What is in it; `titles` says what the columns are called in the file.
        wanted: What stays, and what the two new columns are called.

    Raises:
        LoadError: A column that stays is not there.
    """
    require(records.columns, wanted.keep, records.where)
    kept = "".join(f", {quoted(name)}" for name in wanted.keep)
    titles = dict(zip(records.columns, records.titles or records.columns, strict=True))
    across = [name for name in records.columns if name not in wanted.keep]
    cells = ", ".join(
        f"{{name: {literal(titles[name].strip())}, value: {unless_blank(quoted(name))}}}"
        for name in across
    )
    connection.execute(
        f"create or replace table records as select _row{kept}, cell.name as {quoted(wanted.name)}"
        f", cell.value as {quoted(wanted.value)} from (select *, unnest([{cells}]) as cell "
        "from records) where cell.value is not null"
    )
    is_exact = records.exact.issuperset(across)
    exact = (records.exact & {*wanted.keep}) | ({wanted.value} if is_exact else set())
    return Records(records.where, [*wanted.keep, wanted.name, wanted.value], frozenset(exact))
