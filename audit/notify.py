"""Telling people that a month has moved; a message that cannot be delivered stops nothing."""

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import duckdb

from audit.log import PeriodEvent
from perfos.company.notifications import Notifications

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
            title, body = (filled(text, _words(company, event)) for text in (one.title, one.body))
            problem = deliver(one.to, title, body)
            connection.execute(
                "insert into ledger.notification values (?, ?, ?, ?, ?)",
                [event.event_no, one.to, not problem, problem, now()],
            )
            if problem:
                problems.append(f"event {event.event_no} was not told to {one.to}: {problem}")
    return problems


def _words(company: str, event: PeriodEvent) -> dict[str, str]:
    return {
        "company": company,
        "period": event.period,
        "action": event.action.replace("_", " "),
        "subject": event.subject or "",
        "actor": event.actor,
        "reason": event.reason,
        **{name: str(event.details.get(name) or "") for name in DETAILS},
    }


def deliver(to: str, title: str, body: str) -> str:
    """Send one message; return what went wrong, without the address, or an empty text.

    Args:
        to: The environment variable that holds the address.
        title: The title.
        body: The text.
    """
    import apprise

    url = os.environ.get(to)
    if not url:
        return f"the variable {to} is not set"
    sender = apprise.Apprise()
    if not sender.add(url):
        return f"the variable {to} holds no address that Apprise knows"
    try:
        return "" if sender.notify(title=title, body=body) else "the service refused it"
    except Exception as error:
        # A service may fail in any way, and its message may quote the address, secret and all.
        return type(error).__name__


def filled(template: str, words: Mapping[str, str]) -> str:
    """Return a template with its words; what is no word of ours stays as it is."""
    for name, value in words.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def now() -> datetime:
    """Return the time in UTC, as the warehouse keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
