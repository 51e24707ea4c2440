"""How Dagster's SQLite files are written: one flush a checkpoint, not one an event.

A run logs some hundred events. With SQLite's own default each of them waits for the disk, which
takes longer than the calculation. In write-ahead mode `synchronous = normal` keeps the files whole
through a crash; what can be lost with the power is the end of a run's log, never the ledger.

Dagster opens a connection for each event, and SQLite writes its log back whenever the last
connection to a file closes. A connection that stays open beside them makes that once a run.
"""

import sqlite3
from functools import lru_cache
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")
def relax(connection: Any, _record: object) -> None:  # noqa: ANN401 - any database's connection
    """Set the mode on each new connection to a SQLite file."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = normal")
        _, _, path = connection.execute("pragma database_list").fetchone()
        if path:
            _kept_open(path)


@lru_cache(maxsize=4)
def _kept_open(path: str) -> sqlite3.Connection:
    """Return a connection that stays open while its file is among the latest used."""
    connection = sqlite3.connect(path, check_same_thread=False)
    # Only a connection that has read the file keeps its log from being written back.
    connection.execute("select count(*) from sqlite_master").fetchone()
    return connection
