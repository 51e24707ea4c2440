"""One table of a source, and which of its keys go with which kind of source."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, model_validator

from perfos.company.column_type import Column, ColumnType
from perfos.company.problems import Finding, Location, shown
from perfos.company.source_values import Character, Encoding, Path, SourceName, Span
from perfos.company.values import Strict, Text

API_KINDS = ("hubspot", "salesforce", "ecb")
_KEYS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("files",): ("files", "format", "encoding", "delimiter", "sheet", "header", "unpivot"),
    ("sql",): ("table", "query", "key", "cursor"),
    API_KINDS: ("object", "fields"),
}


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
    encoding: Encoding | None = Field(default=None, description="UTF-8 where it is not declared.")
    delimiter: Character | None = Field(
        default=None, description="Detected where it is not declared."
    )
    sheet: Text | None = Field(
        default=None, description="Of a workbook; its first where not declared."
    )
    header: Span | None = Field(
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
    history_of: SourceName | None = Field(
        default=None,
        description="Another table of this source, whose changes from load to load this one keeps.",
    )
    watch: tuple[Column, ...] = Field(
        default=(), description="Columns of that table whose changes are kept; needs key."
    )
    columns: dict[Column, ColumnType] = Field(
        default_factory=dict, description="Types of columns by their names in snake_case."
    )

    @model_validator(mode="before")
    @classmethod
    def _types_of_a_history(cls, content: Any) -> Any:  # noqa: ANN401
        if isinstance(content, dict) and content.get("history_of"):
            types = {"seen_at": {"type": "timestamp"}, "is_first": {"type": "boolean"}}
            return {**content, "columns": types | (content.get("columns") or {})}
        return content


def table_findings(kind: str, table: Table, at: Location) -> Iterator[Finding]:
    """Yield what a table has that its kind of source has no use for, and what it lacks.

    Args:
        kind: Of the source.
        table: The table as declared.
        at: Where it is declared.
    """
    if table.history_of or table.watch:
        yield from _history_findings(table, at)
        return
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


def _history_findings(table: Table, at: Location) -> Iterator[Finding]:
    if not table.history_of:
        yield Finding((*at, "watch"), 'the key "watch"', "only with history_of")
        return
    others = [key for keys in _KEYS.values() for key in keys if key != "key"]
    for key in others:
        if getattr(table, key):
            yield Finding((*at, key), f'the key "{key}"', "not with history_of")
    if not table.key or not table.watch:
        yield Finding(at, "no key or no watch", "needed with history_of: key and watch")


def only_for(kinds: tuple[str, ...]) -> str:
    """Return what is said of a key that other kinds of sources have."""
    return f"only for sources of kind {', '.join(kinds)}"


def _is_select(query: str) -> bool:
    words = query.split()
    return words[0].lower() in ("select", "with") and ";" not in query.rstrip().rstrip(";")
