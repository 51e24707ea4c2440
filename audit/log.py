"""The period log: who did what with a month, when and why; appended to and never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import duckdb

from audit.request import Request
from perfos.rows import rows_of

COLUMNS = (
    "event_no, period, action, subject, actor, reason, recorded_at, run_id, after_run_no, details, "
    "previous_hash"
)


@dataclass(frozen=True)
class PeriodEvent:
    """One line of the log.

    Attributes:
        event_no: Its number, from 1.
        period: The month, YYYY-MM.
        action: What was done, in the past tense: `calculated`, `submitted`, `approved`, ...
        subject: What it is about inside the month: a payee, a dispute; None for the whole month.
        actor: Who did it.
        reason: Why.
        recorded_at: When (UTC).
        run_id: The run in Dagster that recorded it.
        after_run_no: How many calculations were in the run log.
        details: What belongs to the action: digests, hashes, a receipt.
        event_hash: Hash of this line and so of all lines before it.
    """

    event_no: int
    period: str
    action: str
    subject: str | None
    actor: str
    reason: str
    recorded_at: datetime
    run_id: str
    after_run_no: int
    details: dict[str, Any] = field(default_factory=dict)
    event_hash: str = ""


def read_log(connection: duckdb.DuckDBPyConnection) -> list[PeriodEvent]:
    """Return all events, oldest first."""
    found = connection.execute(
        "select * exclude (previous_hash) from ledger.period_event order by event_no"
    )
    return [
        PeriodEvent(**row | {"details": json.loads(row["details"] or "{}")})
        for row in rows_of(found)
    ]


def head(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the hash of the last event, which stands for the whole log; empty at the start."""
    row = connection.execute(
        "select coalesce(max_by(event_hash, event_no), '') from ledger.period_event"
    ).fetchone()
    return str(row[0]) if row else ""


def append(
    connection: duckdb.DuckDBPyConnection,
    request: Request,
    action: str,
    subject: str | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Append one event, chained to the one before; the caller holds the warehouse's lock."""
    text = json.dumps(details, sort_keys=True, ensure_ascii=False) if details else None
    connection.execute(
        f"""
        insert into ledger.period_event
        with event as (
            select
                (select count(*) + 1 from ledger.period_event)::integer as event_no,
                $period::varchar as period, $action::varchar as action,
                $subject::varchar as subject, $actor::varchar as actor,
                $reason::varchar as reason, $recorded_at::timestamp as recorded_at,
                $run_id::varchar as run_id,
                (select coalesce(max(run_no), 0) from ledger.run_log)::integer as after_run_no,
                $details::varchar as details, $previous_hash::varchar as previous_hash
        )
        select {COLUMNS}, sha256(ledger.event_text({COLUMNS})) from event
        """,
        {
            "period": request.period,
            "action": action,
            "subject": subject,
            "actor": request.actor,
            "reason": request.reason,
            "recorded_at": datetime.now(UTC).replace(tzinfo=None),
            "run_id": request.run_id,
            "details": text,
            "previous_hash": head(connection),
        },
    )
