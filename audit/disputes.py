"""Disputes: opened on a statement line, routed to the manager, answered, and decided."""

from datetime import UTC, datetime, timedelta

import duckdb

from audit.allowed import listed, role_reasons
from audit.log import append
from audit.periods import Periods
from audit.refused import Refused
from audit.request import Request
from audit.states import CLOSED, Month

DUE_DAYS = {"dispute_opened": 5, "dispute_answered": 10}
"""How many days the next step may take."""
STEPS = ("answer", "accept", "refuse")
PAST = {"answer": "dispute_answered", "accept": "dispute_accepted", "refuse": "dispute_refused"}
ENDED = ("dispute_accepted", "dispute_refused")
LINE = """
select entry_id, party_id, posting_key, posting_period
from ledger.ledger_entries
where starts_with(entry_id, ?) and account = 'commission_payable' and book = 'actual'
"""
MANAGER = """
select manager_id
from core.org_assignment
where person_id = ? and manager_id is not null
order by valid_from desc
limit 1
"""


def open_dispute(periods: Periods, request: Request, line: str) -> str:
    """Open a dispute about a line of a statement, and return its number.

    The payee opens it, or a preparer for them. It goes to the payee's manager.

    Raises:
        Refused: There is no such line, or somebody else asks.
    """
    found = periods.connection.execute(LINE, [line]).fetchall()
    what = f"to dispute {line} in {request.period}"
    if len(found) != 1 or len(line) < 4:
        raise Refused(
            what, [f"{len(found)} lines begin with {line!r}: `perfos statement` has them"]
        )
    entry_id, payee, posting_key, period = found[0]
    if period != request.period:
        raise Refused(what, [f"the line stands in {period}"])
    reasons = (
        [] if request.actor == payee else role_reasons(periods.access, request.actor, "preparer")
    )
    if not request.reason.strip():
        reasons.append("a reason is needed: it stays in the log")
    if reasons:
        raise Refused(what, reasons)
    number = str(1 + sum(len(month.disputes) for month in periods.months().values()))
    details = {
        "entry_id": entry_id,
        "payee_id": payee,
        "posting_key": posting_key,
        "manager_id": _manager(periods.connection, payee),
        "due_at": _due("dispute_opened"),
    }
    append(periods.connection, request, "dispute_opened", number, details)
    return number


def decide_dispute(periods: Periods, request: Request, number: str, step: str) -> None:
    """Answer, accept or refuse a dispute.

    The payee's manager does, or an approver; not the payee.

    Raises:
        Refused: There is no such open dispute in the month, or somebody else asks.
    """
    month = periods.months().get(request.period, Month())
    what = f"to {step} dispute {number} of {request.period}"
    last = month.disputes.get(number)
    if last is None:
        raise Refused(what, [f"its disputes are {', '.join(month.disputes) or 'none'}"])
    details = dict(last.details)
    reasons = []
    if last.action in ENDED:
        reasons.append(f"it was {last.action.removeprefix('dispute_')} by {last.actor}")
    if month.state in CLOSED and step == "answer":
        reasons.append(f"{request.period} is {month.state}: accept or refuse it")
    allowed = {details["manager_id"], *periods.access.holders("approver")} - {details["payee_id"]}
    if request.actor not in allowed:
        people = sorted(one for one in allowed if one)
        reasons.append(f"allowed is {listed(people, 'the manager, or an approver')}")
    if not request.reason.strip():
        reasons.append("a reason is needed: it stays in the log")
    if reasons:
        raise Refused(what, reasons)
    details["due_at"] = None if PAST[step] in ENDED else _due(PAST[step])
    append(periods.connection, request, PAST[step], number, details)


def _manager(connection: duckdb.DuckDBPyConnection, payee: str) -> str | None:
    row = connection.execute(MANAGER, [payee]).fetchone()
    return row[0] if row else None


def _due(action: str) -> str:
    due = datetime.now(UTC) + timedelta(days=DUE_DAYS[action])
    return due.replace(microsecond=0, tzinfo=None).isoformat()
