"""raw.files: which version of which file is in raw, and what a load has to do about it.

A load is complete when dlt has written its row in `raw._dlt_loads`; nothing before that counts. New
rows are only ever added, under the id of their load, and taken away by `sweep`: the rows of loads
that were killed, and those of versions that a complete load has replaced. So what raw holds follows
from complete loads alone, wherever a load was stopped.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingestion.door.names import quoted
from ingestion.errors import LoadError

# One row per file: its version in the last complete load that brought one.
_DUE = """
    create or replace temp table due as
    select files.* from raw.files
    inner join raw._dlt_loads as loads on files._dlt_load_id = loads.load_id and loads.status = 0
    where files.source = ? and files.table_name = ?
    qualify row_number() over (partition by files.file order by files._dlt_load_id desc) = 1
"""


@dataclass(frozen=True)
class FileOnDisk:
    """A file as it lies in the source's folder.

    Attributes:
        path: Where it is.
        name: Its path relative to the source's folder, with forward slashes.
        sha256: Of its bytes, in hexadecimal digits.
        bytes: Its size.
    """

    path: Path
    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Plan:
    """What a load does about the files of one table.

    Attributes:
        load: Files whose rows are read; older rows of theirs are replaced.
        empty: Files that changed to what another file holds already: older rows of theirs go.
        skipped: How many files stay as they are.
    """

    load: list[FileOnDisk]
    empty: list[FileOnDisk]
    skipped: int


def find_files(folder: Path, pattern: str) -> list[FileOnDisk]:
    """Return the files that match the glob, by name; hidden ones and Excel's locks are left out."""
    return [
        FileOnDisk(path, path.relative_to(folder).as_posix(), _sha256(path), path.stat().st_size)
        for path in sorted(folder.glob(pattern))
        if path.is_file() and not path.name.startswith((".", "~$"))
    ]


def has_changed(file: FileOnDisk) -> bool:
    """Return whether the file on disk is another one than when it was found."""
    return not file.path.is_file() or _sha256(file.path) != file.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_plan(found: Iterable[FileOnDisk], known: dict[str, tuple[str, bool]]) -> Plan:
    """Decide which files are read, so that each content is in raw once.

    Args:
        found: The files on disk.
        known: sha256, and whether it has rows of its own, of the versions in raw, by file name.
    """
    files = {file.name: file for file in found}
    held = {
        sha256
        for name, (sha256, has_rows) in known.items()
        if has_rows and (name not in files or files[name].sha256 == sha256)
    }
    load, empty, skipped = [], [], 0
    for name, file in files.items():
        before, has_rows = known.get(name, ("", False))
        if file.sha256 == before and has_rows:
            skipped += 1
        elif file.sha256 not in held:
            held.add(file.sha256)
            load.append(file)
        elif has_rows:
            empty.append(file)
        else:
            skipped += 1
    return Plan(load, empty, skipped)


def known_files(
    connection: duckdb.DuckDBPyConnection, source: str, table: str
) -> dict[str, tuple[str, bool]]:
    """Return sha256, and whether it has rows of its own, of the files in raw, by name."""
    if not has_table(connection, "files"):
        return {}
    connection.execute(_DUE, [source, table])
    rows = connection.execute("select file, sha256, rows is not null from due").fetchall()
    return {name: (sha256, has_rows) for name, sha256, has_rows in rows}


def sweep(connection: duckdb.DuckDBPyConnection, source: str, table: str) -> None:
    """Delete the rows that no complete load stands for, or that a later version has replaced.

    Raises:
        LoadError: Rows are missing that a complete load has brought.
    """
    name = f"{source}__{table}"
    if not has_table(connection, name):
        return
    rows = f"raw.{quoted(name)}"
    connection.execute(_DUE, [source, table])
    surplus = f"select (select count(*) from {rows}) - coalesce(sum(rows), 0) from due"
    if connection.execute(surplus).fetchone() == (0,):
        return
    connection.execute(
        f"delete from {rows} as held where not exists ("
        "from due where due.file = held._file and due._dlt_load_id = held._dlt_load_id)"
    )
    if connection.execute(surplus).fetchone() != (0,):
        raise LoadError(
            f"{rows} lacks rows that a complete load brought: something else than a load wrote to "
            "the warehouse. Remove the company's state folder and load again"
        )


def forget(connection: duckdb.DuckDBPyConnection, source: str, table: str) -> None:
    """Delete what raw.files says of a table that is made anew."""
    if has_table(connection, "files"):
        connection.execute(
            "delete from raw.files where source = ? and table_name = ?", [source, table]
        )


def sweep_files(connection: duckdb.DuckDBPyConnection) -> None:
    """Delete the rows of raw.files that belong to loads which were killed."""
    if has_table(connection, "files"):
        connection.execute(
            "delete from raw.files where _dlt_load_id not in "
            "(select load_id from raw._dlt_loads where status = 0)"
        )


def has_table(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    """Return whether raw has that table."""
    found = connection.execute(
        "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = ?", [name]
    )
    return found.fetchone() is not None
