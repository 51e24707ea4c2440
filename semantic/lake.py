"""The published snapshot in a shared catalogue: DuckLake, with PostgreSQL as its catalogue.

Whoever can reach both reads it from any machine while a run writes, and as it was at any time. The
ledger stays in the warehouse, which has one writer: this is a copy for readers.
"""

import importlib.util
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from perfos.paths import State
from semantic.errors import LakeError
from semantic.layout import source_of
from semantic.manifest import Manifest, identifier, literal, relation

VARIABLE = "PERFOS_LAKE"
"""Names the environment variable with PostgreSQL's address: it turns the catalogue on."""
FOLDER = "PERFOS_LAKE_DATA"
"""Names the one that says where the tables' files are; a folder that every reader can reach."""
EXTENSIONS = ("ducklake", "postgres_scanner")
CONTENT = "published.content"
"""The table that says which snapshot this is: one row per table of it."""


def follow(state: State, manifest: Manifest) -> bool:
    """Bring the shared catalogue to a snapshot, if there is a catalogue; return whether it moved.

    Readers see all of it at once or nothing: it is one transaction. Tables whose file is the same
    are left alone. What an earlier run could not bring over comes with this one.

    Args:
        state: Where the company's snapshots are; nobody may remove this one meanwhile.
        manifest: The snapshot.

    Raises:
        LakeError: The catalogue cannot be reached or written; the snapshot is published anyway.
    """
    address = os.environ.get(VARIABLE)
    if not address:
        return False
    with _told(address), closing(duckdb.connect()) as connection:
        attach(connection, address, manifest.company, folder(state))
        return _move(connection, state.published / manifest.id, manifest)


def folder(state: State) -> str:
    """Return where the tables' files of the catalogue are."""
    return os.environ.get(FOLDER) or str(state.folder / "lake")


def attach(
    connection: duckdb.DuckDBPyConnection, address: str, company: str, data: str = ""
) -> None:
    """Attach a company's catalogue as `lake`.

    Args:
        connection: A connection of DuckDB.
        address: PostgreSQL's, `postgresql://user:password@host:5432/database`.
        company: Its name: the schema in which PostgreSQL keeps the catalogue.
        data: Where the tables' files are; empty for a catalogue that is there, which knows it.
    """
    load_extensions(connection)
    options = [f"metadata_schema {literal(company)}"]
    options += [f"data_path {literal(data)}"] if data else ["read_only"]
    target = literal(f"ducklake:postgres:{address}")
    connection.execute(f"attach {target} as lake ({', '.join(options)})")


def load_extensions(connection: duckdb.DuckDBPyConnection) -> None:
    """Load what DuckDB needs for it, out of the packages of the lock and not over a network.

    Raises:
        LakeError: They are not installed.
    """
    for name in EXTENSIONS:
        found = importlib.util.find_spec(f"duckdb_extension_{name}")
        if found is None or not found.submodule_search_locations:
            package = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
            raise LakeError(f"{package} is not installed: install performance-os[deploy]")
        place = Path(found.submodule_search_locations[0]) / "extensions" / f"v{duckdb.__version__}"
        connection.execute(f"load {literal(place / f'{name}.duckdb_extension')}")


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Say what went wrong without the password, which DuckDB repeats in its messages."""
    try:
        yield
    except duckdb.Error as error:
        said = str(error).replace(address, VARIABLE)
        raise LakeError(
            f"the snapshot is published, but the shared catalogue of {VARIABLE} did not take it "
            f"over: {said}. The next run brings it over; unset {VARIABLE} to do without."
        ) from None


def _move(connection: duckdb.DuckDBPyConnection, files: Path, manifest: Manifest) -> bool:
    """Replace in one transaction what differs from the snapshot; return whether anything did."""
    connection.execute("begin")
    connection.execute("create schema if not exists lake.published")
    connection.execute(
        f"create table if not exists lake.{CONTENT} "
        "(snapshot varchar, table_name varchar, rows bigint, sha256 varchar)"
    )
    rows = connection.execute(f"select snapshot, table_name, sha256 from lake.{CONTENT}").fetchall()
    if {snapshot for snapshot, _, _ in rows} == {manifest.id}:
        connection.execute("rollback")
        return False
    there = {table: sha256 for _, table, sha256 in rows}
    for table in there.keys() - manifest.tables.keys():
        connection.execute(f"drop table lake.{relation(table)}")
    for table, info in manifest.tables.items():
        if there.get(table) != info.sha256:
            schema = identifier(table.partition(".")[0])
            connection.execute(f"create schema if not exists lake.{schema}")
            source = source_of(files, table, info)
            connection.execute(f"create or replace table lake.{relation(table)} as from {source}")
    connection.execute(f"delete from lake.{CONTENT}")
    infos = manifest.tables.values()
    connection.execute(
        f"insert into lake.{CONTENT} select ?, unnest(?), unnest(?), unnest(?)",
        [manifest.id, [*manifest.tables], [i.rows for i in infos], [i.sha256 for i in infos]],
    )
    said = [manifest.actor or "", f"{manifest.id}: {manifest.reason or ''}"]
    connection.execute("call lake.set_commit_message(?, ?)", said)
    connection.execute("commit")
    return True
