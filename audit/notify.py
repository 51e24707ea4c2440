"""Telling people that a month has moved; a message that cannot be delivered stops nothing."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime

import duckdb

from audit.log import PeriodEvent
from perfos.company.notifications import Notification, Notifications

DETAILS = ("seal", "receipt", "payee_id", "manager_id", "due_at")
"""What a template may say besides, of an event that has it."""
TABLE = """
create table if not exists ledger.notification (
    event_no integer, recipient varchar, is_delivered boolean, problem varchar,
    recorded_at timestamp
)
"""


def notify(
    connection: duckdb.DuckDBPyConnection,
    company: str,
    wanted: Notifications,
    events: Iterable[PeriodEvent],
) -> list[str]:
    """Send what is wanted about some events, and record each delivery.

    Returns:
        A sentence for each message that could not be delivered.
    """
    connection.execute(TABLE)
    problems = []
    for event in events:
        for one in wanted.send:
            if event.action not in one.on:
                continue
            problem = _send(one, company, event)
            connection.execute(
                "insert into ledger.notification values (?, ?, ?, ?, ?)",
                [event.event_no, one.to, not problem, problem, _now()],
            )
            if problem:
                problems.append(f"event {event.event_no} was not told to {one.to}: {problem}")
    return problems


def _send(one: Notification, company: str, event: PeriodEvent) -> str:
    """Send one message; return what went wrong, without the address, or an empty text."""
    import apprise

    url = os.environ.get(one.to)
    if not url:
        return f"the variable {one.to} is not set"
    words = {
        "company": company,
        "period": event.period,
        "action": event.action.replace("_", " "),
        "subject": event.subject or "",
        "actor": event.actor,
        "reason": event.reason,
        **{name: str(event.details.get(name) or "") for name in DETAILS},
    }
    sender = apprise.Apprise()
    if not sender.add(url):
        return f"the variable {one.to} holds no address that Apprise knows"
    try:
        title, body = _filled(one.title, words), _filled(one.body, words)
        return "" if sender.notify(title=title, body=body) else "the service refused it"
    except Exception as error:
        # A service may fail in any way, and its message may quote the address, secret and all.
        return type(error).__name__


def _filled(template: str, words: dict[str, str]) -> str:
    """Return a template with its words; what is no word of ours stays as it is."""
    for name, value in words.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
