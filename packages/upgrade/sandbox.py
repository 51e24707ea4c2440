"""The sandbox of an upgrade: a copy of the warehouse, which alone the candidate meets."""

import fcntl
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import duckdb
from filelock import FileLock

from packages.errors import PackageError
from packages.upgrade.record import Upgrade
from perfos.company.parameters import Parameters
from perfos.paths import State

FICLONE = 0x40049409
"""Linux: one file shares the blocks of another until either is written to."""


def copy_warehouse(state: State, upgrade: Upgrade) -> dict[str, object]:
    """Copy the warehouse into the sandbox; no run writes meanwhile.

    Returns:
        How it was copied, and its size.

    Raises:
        PackageError: Nothing is calculated yet.
    """
    target = upgrade.sandbox.warehouse
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(state.lock):
        if not state.warehouse.is_file():
            raise PackageError("nothing is calculated yet: `perfos run` comes first")
        way = _copy(state.warehouse, target)
        log = state.warehouse.with_name(f"{state.warehouse.name}.wal")
        if log.is_file():
            _copy(log, target.with_name(f"{target.name}.wal"))
    return {"copied": way, "mib": round(target.stat().st_size / 2**20, 1)}


def _copy(source: Path, target: Path) -> str:
    """Copy a file: its blocks are shared where the file system can, and copied where it cannot.

    Never a hard link: the sandbox writes, and would write into the company's warehouse.
    """
    with source.open("rb") as read, target.open("wb") as write:
        try:
            fcntl.ioctl(write.fileno(), FICLONE, read.fileno())
        except OSError:
            shutil.copyfileobj(read, write, 16 * 2**20)
            return "byte by byte"
    return "blocks shared"


def connect(upgrade: Upgrade) -> duckdb.DuckDBPyConnection:
    """Return a connection to the sandbox's warehouse."""
    connection = duckdb.connect(str(upgrade.sandbox.warehouse))
    connection.execute("set timezone = 'UTC'; set preserve_insertion_order = false")
    connection.execute("set memory_limit = ?", [os.environ.get("PERFOS_MEMORY", "2GB")])
    return connection


def settle(upgrade: Upgrade, config_hash: str, parameters: Iterable[Parameters]) -> None:
    """Make the copy a place to compare in: all months, and the company folder as it is now.

    Args:
        upgrade: The upgrade, whose sandbox holds the copy.
        config_hash: That of the company folder.
        parameters: What the company sets for its packages, the candidate among them.

    Raises:
        PackageError: The company folder changed after the last run: its changes would be
            mistaken for the candidate's.
    """
    with connect(upgrade) as connection:
        row = connection.execute("select config_hash from control.run").fetchone()
        if row is None or row[0] != config_hash:
            raise PackageError(
                "the company folder was changed after the last run, and what that changes would "
                "look like the candidate's doing: `perfos run` first"
            )
        connection.execute("update control.run set periods = []; create schema upgrade")
        for one in parameters:
            connection.register("incoming", one.arrow())
            connection.execute(f'create or replace table control."{one.name}" as from incoming')
            connection.unregister("incoming")
