"""Which way a column is written: decided over the whole column, or not at all."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

import duckdb

from ingestion.door import dates, numbers
from ingestion.door.names import literal, quoted
from ingestion.door.records import Records
from ingestion.errors import LoadError

# Taken off before a date or number is read, and all that a blank cell holds.
_BLANKS = " \t\r\n\u00a0\u202f\ufeff"
_MIN_COVERAGE = 0.9

# From the SQL of a trimmed text to the SQL of its value, which is NULL where it cannot be read.
Reading = Callable[[str], str]


class Declared(Protocol):
    """What sources.yml says of a column; `perfos.company.sources.ColumnType` is one."""

    @property
    def type(self) -> str: ...  # noqa: D102
    @property
    def format(self) -> str | None: ...  # noqa: D102
    @property
    def decimal(self) -> str | None: ...  # noqa: D102
    @property
    def thousands(self) -> str | None: ...  # noqa: D102


def trimmed(text: str) -> str:
    """Return SQL for a text without blanks around it, NULL where nothing is left."""
    # Most texts have none; to find that out costs a fifth of taking them off.
    is_trim = f"regexp_full_match({text}, '[^{_BLANKS}](?:.*[^{_BLANKS}])?')"
    return f"case when {is_trim} then {text} else nullif(trim({text}, {literal(_BLANKS)}), '') end"


def unless_blank(text: str) -> str:
    """Return SQL for a text as it came, NULL where it is blank."""
    return f"case when not regexp_full_match({text}, '[{_BLANKS}]*') then {text} end"


def reading(
    connection: duckdb.DuckDBPyConnection, records: Records, column: str, declared: Declared
) -> Reading:
    """Return how a column of the scratch table `records` is read.

    What the reading makes NULL is its row's problem, not the column's.

    Raises:
        LoadError: The column is written in a way that cannot be decided.
    """
    ways = _ways(column in records.exact, declared)
    first = next(iter(ways))
    if len(ways) == 1:
        return ways[first]
    name = quoted(column)
    connection.execute(
        f"create or replace table found as select {trimmed(name)} as text, count(*) as weight "
        f"from records where {unless_blank(name)} is not null group by all"
    )
    # No other format reads what ISO reads, so a column of ISO dates is decided at once.
    if first == dates.ISO and _coverage(connection, {first: ways[first]})[first] == 1:
        return ways[first]
    return ways[_best(connection, f'{records.where}: column "{column}"', column, declared, ways)]


def _ways(is_exact: bool, declared: Declared) -> dict[str, Reading]:
    """Return every way that a column may be read, by what tells it apart."""
    kind = declared.type
    if kind == "boolean":
        return {"": numbers.boolean}
    if kind in ("date", "timestamp"):
        if declared.format and not is_exact:
            return {"": partial(dates.declared_format, format=declared.format, type_=kind)}
        formats = (dates.ISO,) if is_exact else dates.FORMATS
        return {one: partial(dates.detected_format, format=one, type_=kind) for one in formats}
    styles = (numbers.EXACT,) if is_exact else numbers.styles(declared.decimal, declared.thousands)
    return {
        f'decimal: "{one.decimal}", thousands: "{one.thousands}"': partial(
            numbers.number, style=one, type_=kind
        )
        for one in styles
    }


def _best(
    connection: duckdb.DuckDBPyConnection,
    where: str,
    column: str,
    declared: Declared,
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


def _advice(column: str, declared: Declared) -> str:
    keys = 'format: "%d/%m/%Y"' if declared.type in ("date", "timestamp") else 'decimal: ","'
    return (
        "Say how it is written, in sources.yml at this table: "
        f"columns: {{{column}: {{type: {declared.type}, {keys}}}}}"
    )
