"""Which way a column is written: decided over the whole column, or not at all."""

import duckdb

from ingestion.door import numbers
from ingestion.door.blanks import trimmed
from ingestion.door.names import quoted
from ingestion.door.records import Records
from ingestion.door.ways import Reading, date_ways, number_ways
from ingestion.errors import LoadError
from perfos.company.column_type import ColumnType

_MIN_COVERAGE = 0.9


def reading(
    connection: duckdb.DuckDBPyConnection, records: Records, column: str, declared: ColumnType
) -> Reading:
    """Return how a column of the scratch table `records` is read.

    What the reading makes NULL is its row's problem, not the column's.

    Raises:
        LoadError: The column is written in a way that cannot be decided.
    """
    if declared.type == "boolean":
        return numbers.boolean
    is_exact = column in records.exact
    connection.execute(
        f"create or replace temp view texts_of_column as "
        f"select {trimmed(quoted(column))} as text from records"
    )
    if declared.type in ("date", "timestamp"):
        ways = date_ways(connection, is_exact, declared)
        is_decided = len(ways) == 1
    else:
        ways = number_ways(connection, is_exact, declared)
        is_decided = is_exact or bool(declared.decimal and declared.thousands)
    if is_decided:
        return next(iter(ways.values()))
    connection.execute(
        "create or replace table found as select text, count(*) as weight from texts_of_column "
        "where text is not null group by all"
    )
    return ways[_best(connection, f'{records.where}: column "{column}"', column, declared, ways)]


def _best(
    connection: duckdb.DuckDBPyConnection,
    where: str,
    column: str,
    declared: ColumnType,
    ways: dict[str, Reading],
) -> str:
    """Return the way that reads most values; refuse a tie that matters, and a poor best."""
    coverage = _coverage(connection, ways)
    greatest = max(coverage.values())
    best, *rivals = (way for way in ways if coverage[way] == greatest)
    if greatest < _MIN_COVERAGE and not (declared.decimal or declared.thousands):
        sample = _sample(connection, f"({ways[best]('text')}) is null")
        raise LoadError(
            f"{where} does not read as {declared.type}: {best} reads {greatest:.0%} of its values, "
            f"and no other way reads more; it does not read {_listed(sample)}. "
            f"{_advice(column, declared)}"
        )
    for rival in rivals:
        mine, theirs = ways[best]("text"), ways[rival]("text")
        sample = _sample(connection, f"({mine}) is distinct from ({theirs})", mine, theirs)
        if sample:
            text, one, other = sample[0]
            raise LoadError(
                f'{where} can be read in two ways: "{text}" is {one} with {best}, and {other} with '
                f"{rival}; so are {_listed(sample)}. {_advice(column, declared)}"
            )
    return best


def _coverage(connection: duckdb.DuckDBPyConnection, ways: dict[str, Reading]) -> dict[str, float]:
    """Return the share of the column's values that each way reads; 1 where there are none."""
    values = [way("text") for way in ways.values()]
    shares = ", ".join(
        f"coalesce(sum(case when ({value}) is null then 0 else weight end) / sum(weight), 1)"
        for value in values
    )
    found = connection.execute(f"select {shares} from found").fetchone()
    return dict(zip(ways, found or (), strict=True))


def _sample(
    connection: duckdb.DuckDBPyConnection, condition: str, *shown: str
) -> list[tuple[str, ...]]:
    """Return the first three texts for which the condition holds, with what is shown of them."""
    columns = ", ".join(["text", *(f"({one})::varchar" for one in shown)])
    return connection.execute(
        f"select {columns} from found where {condition} order by text limit 3"
    ).fetchall()


def _listed(sample: list[tuple[str, ...]]) -> str:
    return ", ".join(f'"{row[0]}"' for row in sample)


def _advice(column: str, declared: ColumnType) -> str:
    keys = 'format: "%d/%m/%Y"' if declared.type in ("date", "timestamp") else 'decimal: ","'
    return (
        "Say how it is written, in sources.yml at this table: "
        f"columns: {{{column}: {{type: {declared.type}, {keys}}}}}"
    )
