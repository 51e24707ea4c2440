"""The kinds of sources that are asked, and not found as files: each is a module of its own."""

from importlib import import_module
from typing import Any, Protocol, cast

import duckdb

from ingestion.door.records import Records
from ingestion.job import Job
from perfos.company.sources import Source, Table

_MODULES = {
    "sql": "ingestion.sql.read",
    "hubspot": "ingestion.hubspot.read",
    "salesforce": "ingestion.salesforce.read",
    "ecb": "ingestion.ecb.read",
}


class Kind(Protocol):
    """What a module that reads a kind of source has."""

    def merge_key(self, table: Table) -> tuple[str, ...]:
        """Return the columns, in snake_case, by which rows take the place of older ones.

        All rows in raw that share them with a row of this load go. None: the table is replaced.
        """

    def read(
        self,
        scratch: duckdb.DuckDBPyConnection,
        job: Job,
        watermark: Any,  # noqa: ANN401
    ) -> tuple[Records, Any]:
        """Read into the scratch tables what has changed since the watermark, or all if it is None.

        Returns:
            What was read, and the watermark of the next load: of a type of
            `ingestion.watermark.KEPT`, taken from the rows and never from a clock of ours.

        Raises:
            LoadError: The source cannot be read.
        """

    def probe(self, job: Job) -> None:
        """Ask for as little as there is, to see that the source answers and takes the secrets.

        Raises:
            LoadError: It does not, or a secret is missing.
        """


def kind_of(source: Source) -> Kind:
    """Return the module that reads a source; it is imported only when it is needed."""
    return cast(Kind, import_module(_MODULES[source.kind]))
