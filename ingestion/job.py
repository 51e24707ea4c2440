"""One table that is to be loaded, and what became of it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ingestion.door.typed import Shape
from perfos.company.sources import Source, Table


@dataclass(frozen=True)
class LoadResult:
    """What a load did to one raw table.

    Attributes:
        source: Name of the source.
        table: Name of the table within it.
        rows_total: Rows in the raw table now.
        rows_new: Rows that this load read.
        files_new: Files that this load read; 0 for databases.
        files_skipped: Files that were in raw already; 0 for databases.
        problems: Rows of `rows_total` that have a problem.
        totals: Sum of each decimal column over `rows_total`.
        seconds: Time that reading took.
        requests: Requests to an API, repeated ones too.
        limit: What the API says about requests that are left; empty if nothing.
        drift: A few words for each column that is not as in the load before.
    """

    source: str
    table: str
    rows_total: int
    rows_new: int
    files_new: int
    files_skipped: int
    problems: int
    totals: dict[str, Decimal]
    seconds: float
    requests: int = 0
    limit: str = ""
    drift: tuple[str, ...] = ()


@dataclass
class Job:
    """One table while it is loaded.

    Attributes:
        source: The source as declared.
        table: The table as declared.
        shape: The columns of its raw table.
        scratch: Folder for temporary files.
        progress: Told what is being read.
        merge_key: Columns by which rows take the place of older ones; none: all are replaced.
        rows_new, files_new, files_skipped, seconds, requests, limit: As in `LoadResult`.
        columns: Names of all columns that this load found, used or not.
    """

    source: Source
    table: Table
    shape: Shape
    scratch: Path
    progress: Callable[[str], None]
    rows_new: int = 0
    files_new: int = 0
    files_skipped: int = 0
    seconds: float = 0.0
    merge_key: tuple[str, ...] = ()
    requests: int = 0
    limit: str = ""
    columns: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Name of the raw table."""
        return f"{self.source.name}__{self.table.name}"

    @property
    def where(self) -> str:
        """What messages call the table."""
        return f"{self.source.name}.{self.table.name}"

    @property
    def fingerprint(self) -> str:
        """Hash of everything that decides what a record becomes: another one, and all is reread."""
        described = {
            "table": self.table.model_dump(mode="json"),
            "used": self.shape.used,
            "types": {name: str(type_) for name, type_ in sorted(self.shape.types.items())},
        }
        return hashlib.sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()
