"""What a finished calculation leaves in the log: that it ended, and which months it moved."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import duckdb

from audit.content import NOTHING, by_period
from audit.log import append, read_log
from audit.request import Request
from audit.states import CLOSED, Month, first_open, months, next_month

LAST = """
select max(period) from (
    select max(posting_period) as period from ledger.ledger_entries where book = 'actual'
    union all
    select max(period) from core.event
)
"""


def record_calculated(connection: duckdb.DuckDBPyConnection, run: Mapping[str, Any]) -> list[str]:
    """Note each open month whose entries are others than at the last calculation.

    A month that was submitted or approved falls back to `calculated` with it: what was approved
    is no longer what stands there.

    Args:
        connection: The warehouse, at the end of a run.
        run: The row of `control.run`.

    Returns:
        The months that were noted.
    """
    found = months(read_log(connection))
    content = by_period(connection)
    noted, only = [], run["periods"]
    for period in _open_months(connection, found):
        month, now = found.get(period, Month()), content.get(period, NOTHING)
        is_new = month.state in ("open", "reopened") and (not only or period in only)
        if is_new or (month.content and not now.is_in(month.content)):
            request = Request(period, run["actor"], run["reason"], run["run_id"])
            append(connection, request, "calculated", details=now.as_details())
            noted.append(period)
    connection.execute(
        "insert into ledger.run_end select $1, $2 "
        "where $1 not in (select run_id from ledger.run_end)",
        [run["run_id"], datetime.now(UTC).replace(tzinfo=None)],
    )
    return noted


def _open_months(connection: duckdb.DuckDBPyConnection, found: dict[str, Month]) -> Iterator[str]:
    """Yield each open month up to the last one with an event or an entry."""
    configured = connection.execute("select first_open_period from core.company").fetchall()[0][0]
    last = connection.execute(LAST).fetchall()[0][0] or ""
    period = first_open(configured, found)
    while period <= last:
        if found.get(period, Month()).state not in CLOSED:
            yield period
        period = next_month(period)
