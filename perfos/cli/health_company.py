"""What `perfos doctor` asks of one company: folder, sources, warehouse, snapshot."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from perfos.cli.errors import CommandError
from perfos.cli.health import Finding
from perfos.cli.health_source import source_findings
from perfos.cli.place import Place
from semantic.errors import NothingPublishedError, SnapshotError
from semantic.snapshot import Snapshots

if TYPE_CHECKING:
    from perfos.paths import State


def company(place: Place) -> Iterator[Finding]:
    """Check the company folder, and each source that it names."""
    try:
        found = place.company()
    except CommandError as error:
        lines = str(error).splitlines()
        yield Finding("company folder", "fail", lines[0], "run `perfos check` for the whole list")
        return
    yield Finding("company folder", "ok", f"{place.folder} is valid")
    for source in found.sources:
        yield from source_findings(found, source)


def storage(place: Place) -> Iterator[Finding]:
    """Check what the company's runs wrote."""
    try:
        state = place.state()
    except CommandError:
        return
    yield _warehouse(state)
    yield _snapshot(Snapshots(state))


def _warehouse(state: "State") -> Finding:
    """Check that the warehouse can be read, and that nobody holds it for no reason."""
    import duckdb
    from filelock import FileLock, Timeout

    check = "warehouse"
    if not state.warehouse.exists():
        return Finding(check, "note", "not there yet", "run `perfos run`")
    try:
        # With the lock held, a run that starts now waits for this look instead of failing.
        with FileLock(state.lock, timeout=0), duckdb.connect(state.warehouse, read_only=True) as db:
            db.execute("select count(*) from duckdb_tables()")
    except Timeout:
        holder = _holder(state.lock)
        return Finding(check, "note", f"a run is writing ({holder})", "wait until it ends")
    except duckdb.Error as error:
        problem = str(error).splitlines()[0]
        return Finding(check, "fail", problem, "close the program that has it open, or restore it")
    size = state.warehouse.stat().st_size / 1e6
    return Finding(check, "ok", f"{size:,.1f} MB, readable, not locked")


def _holder(lock: Path) -> str:
    """Return which process holds a lock file, where the system tells (Linux)."""
    try:
        inode = lock.stat().st_ino
        lines = Path("/proc/locks").read_text().splitlines()
    except OSError:
        return "process unknown"
    for line in lines:
        words = line.split()
        if "->" not in words and words[5].endswith(f":{inode}"):
            return f"process {words[4]}"
    return "process unknown"


def _snapshot(snapshots: Snapshots) -> Finding:
    """Check the bytes of the snapshot that readers see."""
    check = "snapshot"
    try:
        manifest = snapshots.current()
        problems = snapshots.verify(manifest.id)
    except NothingPublishedError:
        return Finding(check, "note", "nothing is published yet", "run `perfos run`")
    except SnapshotError as error:
        return Finding(check, "fail", str(error))
    if problems:
        return Finding(
            check,
            "fail",
            "; ".join(problems),
            "go back with `perfos snapshot use`, or run `perfos run`",
        )
    return Finding(check, "ok", f"{manifest.id}: {len(manifest.tables)} files as published")
