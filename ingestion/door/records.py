"""What a reader leaves in the scratch database: one table of text, one of broken records."""

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from ingestion.door.names import quoted
from ingestion.settings import MEMORY_LIMIT


@dataclass(frozen=True)
class Records:
    """The records of one file or query, as text.

    The scratch table `records` has `_row` BIGINT and one VARCHAR for each column; the scratch
    table `broken` has `_row` BIGINT and `line` VARCHAR: records that have no columns to speak of.

    Attributes:
        where: What an error calls them, such as `crm.deals: deals_2024.csv`.
        columns: Names of the columns, in order.
        exact: Columns whose text comes from typed values: ISO dates, decimal points.
        titles: What the file calls the columns, where it has a header of its own.
    """

    where: str
    columns: list[str]
    exact: frozenset[str] = field(default_factory=frozenset)
    titles: tuple[str, ...] = ()


def open_scratch(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory that spills into `folder`, with its clock on UTC."""
    connection = duckdb.connect(
        config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(folder / "scratch")}
    )
    connection.execute("set timezone = 'UTC'; set enable_progress_bar = false")
    return connection


def empty_tables(connection: duckdb.DuckDBPyConnection, columns: list[str]) -> None:
    """Make both scratch tables anew, without rows."""
    texts = "".join(f", {quoted(name)} varchar" for name in columns)
    connection.execute(f"create or replace table records (_row bigint{texts})")
    connection.execute("create or replace table broken (_row bigint, line varchar)")


def exact_text(expression: str, type_: str) -> str:
    """Return SQL for the one text of a typed value, whatever its scale: 14.00 and 14 are equal.

    Args:
        expression: SQL expression.
        type_: Its DuckDB type.
    """
    if type_.startswith(("DECIMAL", "DOUBLE", "FLOAT")):
        return f"regexp_replace({expression}::varchar, '[.]0+$|([.][0-9]*[1-9])0+$', '\\1')"
    if type_.endswith("]") or type_.startswith(("STRUCT", "MAP", "UNION")):
        return f"to_json({expression})::varchar"
    return f"{expression}::varchar"
