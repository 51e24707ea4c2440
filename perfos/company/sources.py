"""sources.yml: where the data is, and how its columns become the core's entities."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from perfos.company.column_type import ColumnType, TypeName
from perfos.company.mapping import Mapping
from perfos.company.problems import Finding, FindingsError, one_of, shown
from perfos.company.source_table import (
    API_KINDS,
    Table,
    only_for,
    table_findings,
)
from perfos.company.source_values import Path, SourceName
from perfos.company.values import Strict, Text

__all__ = ["ColumnType", "Mapping", "Source", "Sources", "Table", "TypeName"]


class Source(Strict):
    """A folder of files, a database or an API; its secrets are not in the company folder."""

    name: SourceName
    kind: Literal["files", "sql", "hubspot", "salesforce", "ecb"]
    path: Path = Field(default=".", description="Folder of the files, under the data folder.")
    address: Text | None = Field(
        default=None,
        description="Where an API is, if not at the vendor's usual address, such as "
        "https://acme.my.salesforce.com; or files that lie elsewhere, such as s3://bucket/exports.",
    )
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
        if self.kind != "files" and self.path != ".":
            found.append(Finding(("path",), shown(self.path), only_for(("files",))))
        if self.kind == "sql" and self.address:
            at_home = only_for(("files", *API_KINDS))
            found.append(Finding(("address",), shown(self.address), at_home))
        loaded = [table.name for table in self.tables if not table.history_of]
        for number, table in enumerate(self.tables):
            found += table_findings(self.kind, table, ("tables", number))
            if table.history_of and table.history_of not in loaded:
                at = ("tables", number, "history_of")
                found.append(Finding(at, shown(table.history_of), one_of(table.history_of, loaded)))
        if found:
            raise FindingsError(found)
        return self


class Sources(Strict):
    """The whole of sources.yml."""

    sources: tuple[Source, ...] = ()
    mappings: tuple[Mapping, ...] = ()
