"""sources.yml: where the data is, and how its columns become the core's entities."""

import codecs
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from perfos.company.column_type import Column, ColumnType, TypeName
from perfos.company.mapping import Mapping
from perfos.company.problems import Finding, FindingsError, shown
from perfos.company.values import Name, Strict, Text, refused

_FILE_KEYS = ("files", "format", "encoding", "delimiter", "sheet")
_SQL_KEYS = ("table", "query", "key", "cursor")


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


__all__ = ["ColumnType", "Mapping", "Source", "Sources", "Table", "TypeName"]

SourceName = Annotated[Name, AfterValidator(_source_name)]
Path = Annotated[Text, AfterValidator(_inside)]


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
    columns: dict[Column, ColumnType] = Field(
        default_factory=dict, description="Types of columns by their names in snake_case."
    )


class Source(Strict):
    """A folder of files, or a database whose address is a secret and not in the folder."""

    name: SourceName
    kind: Literal["files", "sql"]
    path: Path = Field(default=".", description="Folder of the files, under the data folder.")
    tables: tuple[Table, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _keeps_the_secret(cls, content: Any) -> Any:  # noqa: ANN401
        if isinstance(content, dict) and "url" in content:
            secret = f"SOURCES__{str(content.get('name')).upper()}__URL"
            allowed = f"the address is a secret: set {secret} in the environment"
            raise FindingsError([Finding(("url",), 'the key "url"', allowed)])
        return content

    @model_validator(mode="after")
    def _tables_fit(self) -> Self:
        found = []
        others = _SQL_KEYS if self.kind == "files" else _FILE_KEYS
        if self.kind == "sql" and self.path != ".":
            found.append(Finding(("path",), shown(self.path), "only for sources of kind files"))
        for number, table in enumerate(self.tables):
            at = ("tables", number)
            for key in others:
                if getattr(table, key):
                    found.append(Finding((*at, key), f'the key "{key}"', _kinds(key)))
            if self.kind == "files" and not table.files:
                found.append(Finding(at, "no files", 'needed: files, such as "deals*.csv"'))
            if self.kind == "sql" and bool(table.table) == bool(table.query):
                found.append(Finding(at, "not one of table and query", "needed: exactly one"))
            if table.query and not _is_select(table.query):
                found.append(Finding((*at, "query"), shown(table.query), "allowed: one select"))
            if table.cursor and not table.key:
                found.append(Finding((*at, "cursor"), shown(table.cursor), "needs key: [...]"))
        if found:
            raise FindingsError(found)
        return self


def _kinds(key: str) -> str:
    return f"only for sources of kind {'sql' if key in _SQL_KEYS else 'files'}"


def _is_select(query: str) -> bool:
    words = query.split()
    return words[0].lower() in ("select", "with") and ";" not in query.rstrip().rstrip(";")


class Sources(Strict):
    """The whole of sources.yml."""

    sources: tuple[Source, ...] = ()
    mappings: tuple[Mapping, ...] = ()
