"""How Dagster's SQLite files are written: one flush a checkpoint, not one an event.

A run logs some hundred events. With SQLite's own default each of them waits for the disk, which
takes longer than the calculation. In write-ahead mode `synchronous = normal` keeps the files whole
through a crash; what can be lost with the power is the end of a run's log, never the ledger.
"""

import sqlite3
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


@event.listens_for(Engine, "connect")
def relax(connection: Any, _record: object) -> None:  # noqa: ANN401 - any database's connection
    """Set the mode on each new connection to a SQLite file."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("pragma synchronous = normal")
