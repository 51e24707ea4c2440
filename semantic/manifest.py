"""What a snapshot says about itself."""

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SNAPSHOT_ID = re.compile(r"\d{8}T\d{9}Z-[0-9a-f]{8}")
TABLE_NAME = re.compile(r"\w+\.\w+")
LABEL = re.compile(r"\d+-\d+")
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Part:
    """One Parquet file of a table that has several.

    Attributes:
        rows: Number of rows.
        bytes: Size of the file.
        sha256: Fingerprint of the file.
        rows_hash: Fingerprint of the rows, whatever order they are in.
    """

    rows: int
    bytes: int
    sha256: str
    rows_hash: str


@dataclass(frozen=True)
class TableInfo:
    """One table of a snapshot: a Parquet file, or one for each stretch of runs.

    Attributes:
        rows: Number of rows.
        bytes: Size of its files.
        sha256: Fingerprint of the file, or of those of its parts.
        columns: Type of each column, as DuckDB names it, in order.
        rows_hash: Fingerprint of the rows, whatever order they are in.
        print: What the rows were made from; empty where only the rows themselves say that.
        parts: The files by numbers of runs, in order; empty where the table is one file.
    """

    rows: int
    bytes: int
    sha256: str
    columns: dict[str, str]
    rows_hash: str = ""
    print: str = ""
    parts: dict[str, Part] = field(default_factory=dict)

    @classmethod
    def of(cls, said: dict[str, Any]) -> "TableInfo":
        """Return what a manifest says of a table; one of an earlier version says less."""
        parts = {label: Part(**part) for label, part in said.get("parts", {}).items()}
        return cls(**(said | {"parts": parts}))


@dataclass(frozen=True)
class Manifest:
    """What was published: by which run, from which configuration, and what is in it.

    Attributes:
        id: Name of the snapshot's folder: time of publication (UTC) and 8 digits of the content.
        company: Name of the company.
        created_at: Time of publication, ISO 8601, UTC.
        content_hash: Fingerprint of the rows of every table, without the log of runs.
        run_id: The run that published it.
        actor: Who wanted that run.
        reason: Why.
        config_hash: Fingerprint of the company folder.
        code_revision: Revision of the program.
        packages: Version of each rule package.
        tables: The files, by `schema.table`.
        pins: Name, version, sha256 and signer of each rule package; snapshots of earlier versions
            do not say.
        is_new: Whether the call that returned this wrote it; false when nothing had changed.
    """

    id: str
    company: str
    created_at: str
    content_hash: str
    run_id: str | None
    actor: str | None
    reason: str | None
    config_hash: str | None
    code_revision: str | None
    packages: dict[str, str]
    tables: dict[str, TableInfo]
    pins: list[dict[str, str]] = field(default_factory=list)
    is_new: bool = field(default=False, compare=False)

    def to_json(self) -> str:
        """Return the text of `manifest.json`."""
        content = asdict(self)
        del content["is_new"]
        return json.dumps(content, indent=1) + "\n"

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read the manifest of the snapshot in `folder`.

        Raises:
            OSError: There is none.
            ValueError: It is damaged.
        """
        content: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        try:
            tables = {name: TableInfo.of(info) for name, info in content.pop("tables").items()}
            manifest = cls(tables=tables, **content)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"{folder / MANIFEST} is not a manifest: {error}") from error
        # The names become paths and SQL, so a doctored manifest must not reach beyond its folder.
        for name, info in tables.items():
            if not TABLE_NAME.fullmatch(name) or not all(map(LABEL.fullmatch, info.parts)):
                raise ValueError(f"{folder / MANIFEST} names a table {name!r}, {[*info.parts]}")
        return manifest


def relation(table: str) -> str:
    """Return `schema.table` as an SQL name."""
    return ".".join(map(identifier, table.split(".")))


def identifier(name: str) -> str:
    """Return a column's name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str | Path) -> str:
    """Return a text as an SQL literal."""
    return "'" + str(text).replace("'", "''") + "'"
