"""One table of a source, and which of its keys go with which kind of source."""

import codecs
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from perfos.company.column_type import Column, ColumnType
from perfos.company.problems import Finding, Location, shown
from perfos.company.values import Integer, Name, Strict, Text, refused

API_KINDS = ("hubspot", "salesforce", "ecb")
_KEYS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("files",): ("files", "format", "encoding", "delimiter", "sheet", "header", "unpivot"),
    ("sql",): ("table", "query", "key", "cursor"),
    API_KINDS: ("object", "fields"),
}


def _source_name(value: str) -> str:
    if "__" in value or value.endswith("_"):
        raise refused("allowed: a name without __ (raw tables are named <source>__<table>)")
    return value


def _inside(value: str) -> str:
    """Refuse a path that leaves the data folder."""
    parts = value.replace("\\", "/").split("/")
    if value.startswith(("/", "\\", "~")) or ".." in parts or ":" in parts[0]:
        raise refused("allowed: a path inside the data folder, without ..")
    return value


def _encoding(value: str) -> str:
    try:
        return codecs.lookup(value).name
    except LookupError:
        raise refused("allowed: an encoding such as utf-8 or windows-1252") from None


def _character(value: str) -> str:
    text = {"\\t": "\t", "tab": "\t"}.get(value, value)
    if len(text) != 1:
        raise refused("allowed: one character, or tab")
    return text


def _header(value: tuple[int, int]) -> tuple[int, int]:
    if not 1 <= value[0] <= value[1] <= value[0] + 9:
        raise refused("allowed: the first and the last row of the header, such as [3, 4]")
    return value


SourceName = Annotated[Name, AfterValidator(_source_name)]
Path = Annotated[Text, AfterValidator(_inside)]


class Unpivot(Strict):
    """Columns that are values of one column, such as months or currencies: each becomes a row."""

    keep: tuple[Column, ...] = Field(
        min_length=1, description="Columns that stay columns; every row of the record has them."
    )
    name: Column = Field(description="Column that gets the header of each other column.")
    value: Column = Field(description="Column that gets its cell; blank cells give no row.")


class Table(Strict):
    """One table of a source: files with the same columns, or a table or query of a database."""

    name: SourceName
    files: Path | None = Field(
        default=None, description="Files under the source's path, such as deals*.csv."
    )
    format: Literal["csv", "tsv", "xlsx", "jsonl", "parquet"] | None = Field(
        default=None, description="Needed where the suffix of the files does not say it."
    )
    encoding: Annotated[Text, AfterValidator(_encoding)] | None = Field(
        default=None, description="UTF-8 where it is not declared."
    )
    delimiter: Annotated[Text, AfterValidator(_character)] | None = Field(
        default=None, description="Detected where it is not declared."
    )
    sheet: Text | None = Field(
        default=None, description="Of a workbook; its first where not declared."
    )
    header: Annotated[tuple[Integer, Integer], AfterValidator(_header)] | None = Field(
        default=None,
        description="First and last row of the header; the first row with anything where it is "
        "not declared. Several rows are joined, merged cells count for all their columns.",
    )
    unpivot: Unpivot | None = Field(
        default=None, description="For tables with months or currencies across."
    )
    table: Text | None = Field(
        default=None, description="Table of the database, such as public.orders."
    )
    query: Text | None = Field(default=None, description="One select instead of a table.")
    key: tuple[Column, ...] = Field(
        default=(), description="Columns that identify a row of the database."
    )
    cursor: Column | None = Field(
        default=None,
        description="Column that grows with every change, so that only news is loaded; needs key. "
        "Without it the table is replaced whole.",
    )
    object: Text | None = Field(
        default=None, description="What an API has, such as deals or Opportunity."
    )
    fields: tuple[Text, ...] = Field(
        default=(), description="Fields that the API is asked for; all where none is named."
    )
    columns: dict[Column, ColumnType] = Field(
        default_factory=dict, description="Types of columns by their names in snake_case."
    )


def table_findings(kind: str, table: Table, at: Location) -> Iterator[Finding]:
    """Yield what a table has that its kind of source has no use for, and what it lacks.

    Args:
        kind: Of the source.
        table: The table as declared.
        at: Where it is declared.
    """
    for kinds, keys in _KEYS.items():
        for key in keys if kind not in kinds else ():
            if getattr(table, key):
                yield Finding((*at, key), f'the key "{key}"', only_for(kinds))
    if kind == "files" and not table.files:
        yield Finding(at, "no files", 'needed: files, such as "deals*.csv"')
    if kind in API_KINDS and not table.object:
        yield Finding(at, "no object", "needed: object, such as deals")
    if kind == "sql" and bool(table.table) == bool(table.query):
        yield Finding(at, "not one of table and query", "needed: exactly one")
    if table.query and not _is_select(table.query):
        yield Finding((*at, "query"), shown(table.query), "allowed: one select")
    if table.cursor and not table.key:
        yield Finding((*at, "cursor"), shown(table.cursor), "needs key: [...]")


def only_for(kinds: tuple[str, ...]) -> str:
    """Return what is said of a key that other kinds of sources have."""
    return f"only for sources of kind {', '.join(kinds)}"


def _is_select(query: str) -> bool:
    words = query.split()
    return words[0].lower() in ("select", "with") and ";" not in query.rstrip().rstrip(";")
