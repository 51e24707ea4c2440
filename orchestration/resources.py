"""What a run holds while it writes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import duckdb
from filelock import FileLock, Timeout

from perfos.paths import State


class Warehouse(dg.ConfigurableResource):
    """The one writer's place: held for a whole run, so that two runs never mix their steps.

    Attributes:
        folder: The company's state folder.
    """

    folder: str

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Warehouse"]:
        """Wait for the lock, hold it for the run, and let it go whatever happens.

        The operating system frees the lock of a killed run, so that the next one can start.
        """
        state = State(Path(self.folder))
        state.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(state.lock)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if context.log:
                context.log.info("Another run is writing; this one waits for it to end.")
            lock.acquire()
        with lock:
            lock.release()
            yield self

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a connection to the warehouse, in UTC, and close it.

        Its memory is limited like dbt's: a publication sorts whole tables, and DuckDB's own limit
        is most of the machine.
        """
        state = State(Path(self.folder))
        with duckdb.connect(str(state.warehouse)) as connection:
            connection.execute("set timezone = 'UTC'")
            connection.execute("set memory_limit = ?", [os.environ.get("PERFOS_MEMORY", "2GB")])
            yield connection
