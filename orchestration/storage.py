"""Dagster's storage in SQLite files, with connections that are kept open.

Dagster makes a new engine and opens a connection for each statement of its event log. A run of ours
has hundreds of assets and checks, and thousands of statements: that took a third of a small run.

Each statement would also wait for the disk, by SQLite's own default. In write-ahead mode
`synchronous = normal` keeps the files whole through a crash; what can be lost with the power is the
end of a run's log, never the ledger.

Two runs that are the first of a checkout would both make the tables: one makes them, one waits.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dagster._core.storage.event_log.sqlite.sqlite_event_log import (
    SQLITE_BUSY_TIMEOUT_SECONDS,
    SqliteEventLogStorage,
)
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import ConfigurableClassData
from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event


class KeptEventLogStorage(SqliteEventLogStorage):
    """Dagster's event log, which asks a pool for its connections.

    A run writes to two files, its own and the index; of the others only the last few are kept open.
    """

    _KEPT = 8

    def __init__(self, base_dir: str) -> None:
        self._engines: dict[str, Engine] = {}
        super().__init__(base_dir)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        """Yield a connection to a file in a transaction; one thread at a time, as in Dagster."""
        with self._db_lock:
            engine = self._engine(shard)
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            with engine.begin() as connection:
                yield connection

    def _engine(self, shard: str) -> Engine:
        """Return the pool of a file; the one that was asked for longest ago makes room."""
        engine = self._engines.pop(shard, None)
        if engine is None:
            engine = create_engine(
                self.conn_string_for_shard(shard),
                connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS, "check_same_thread": False},
            )
            event.listen(engine, "connect", _relax)
        self._engines[shard] = engine
        if len(self._engines) > self._KEPT:
            self._engines.pop(next(iter(self._engines))).dispose()
        return engine

    def dispose(self) -> None:
        """Close all files."""
        while self._engines:
            self._engines.popitem()[1].dispose()
        super().dispose()


def _relax(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("pragma synchronous = normal")


class KeptSqliteStorage(DagsterSqliteStorage):
    """What dagster.yaml names as `storage: custom:`; files and places are those of `sqlite`."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        Path(base_dir).mkdir(parents=True, exist_ok=True)
        with FileLock(Path(base_dir, "tables.lock")):
            super().__init__(base_dir, inst_data)
            self._event_log_storage.dispose()
            self._event_log_storage = KeptEventLogStorage(str(Path(base_dir, "history", "runs")))

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData, config_value: Any) -> Any:  # noqa: ANN401
        """Return the storage that dagster.yaml describes."""
        return cls.from_local(inst_data=inst_data, **config_value)
