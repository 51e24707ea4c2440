"""The months on their way to pay: state, who did what, what stands in the way, disputes."""

from dataclasses import dataclass
from decimal import Decimal

from semantic.dashboards.place import place
from semantic.dashboards.who import load
from semantic.dashboards.words import _, month
from semantic.result import Row

CLOSED = {"closed", "paid"}
APPROVED = CLOSED | {"approved"}
OPEN_DISPUTE = {"opened", "answered"}
NEXT = {
    "calculated": ["submit"],
    "submitted": ["approve"],
    "approved": ["close"],
    "closed": ["pack", "reopen"],
    "paid": ["pack"],
}
"""What comes next in each state."""
LOG = ("event_no", "period", "action", "subject", "payee", "actor", "reason", "recorded_at")


@dataclass(frozen=True)
class Board:
    """One month of the close board.

    Attributes:
        period: The month.
        state: Where it stands.
        owed: What its statements owe, in the company's currency.
        approved: Statements that are approved.
        statements: Statements that there are.
        last: The last step that somebody took with the whole month; None for none.
        blockers: What stands in the way of a close, in words.
    """

    period: str
    state: str
    owed: Decimal
    approved: int
    statements: int
    last: Row | None
    blockers: list[str]


def board() -> list[Board]:
    """Return all months, oldest first."""
    measures = ("owed", "statements", "statements_approved")
    months = load(
        {
            "dimensions": ["periods.period", "periods.state"],
            "measures": [f"periods.{name}" for name in measures],
        }
    )
    last = {row["period"]: row for row in _whole_months()}
    disputes = [row for row in all_disputes() if row["state"] in OPEN_DISPUTE]
    crowded, first = _crowded(), place().company().settings.first_open_period
    found: list[Board] = []
    for row in sorted(months, key=lambda one: str(one["period"])):
        period = row["period"]
        mine = [one["number"] for one in disputes if one["period"] == period]
        blockers = [_("dispute {number} is open", number=number) for number in mine]
        earlier = [one.period for one in found if one.period >= first and one.state not in CLOSED]
        blockers += [_("{month} is not closed", month=month(earlier[0]))] if earlier else []
        blockers += crowded
        found.append(
            Board(
                period=period,
                state=row["state"],
                owed=row["owed"] or Decimal(0),
                approved=row["statements" if row["state"] in APPROVED else "statements_approved"],
                statements=row["statements"],
                last=last.get(period),
                blockers=[] if row["state"] in CLOSED else blockers,
            )
        )
    return found


def period_log(period: str) -> list[Row]:
    """Return what was done with a month, oldest first."""
    return _log({"member": "period_log.period", "operator": "equals", "values": [period]})


def _whole_months() -> list[Row]:
    """Return what was done with whole months, oldest first."""
    return _log({"member": "period_log.subject", "operator": "notSet"})


def _log(only: dict[str, object]) -> list[Row]:
    """Return the steps that a filter leaves, oldest first."""
    rows = load({"dimensions": [f"period_log.{name}" for name in LOG], "filters": [only]})
    return sorted(rows, key=lambda row: int(row["event_no"]))


def all_disputes() -> list[Row]:
    """Return the disputes that the person may see, newest first."""
    names = (
        "number", "period", "state", "payee_id", "payee", "entry_id", "reason", "answer",
        "answered_by", "opened_at", "due_at",
    )  # fmt: skip
    rows = load({"dimensions": [f"disputes.{name}" for name in names]})
    return sorted(rows, key=lambda row: -int(row["number"]))


def approved_payees(period: str) -> set[str]:
    """Return whose statements of a month are approved since it was last calculated."""
    found: set[str] = set()
    for row in period_log(period):
        if row["action"] == "calculated":
            found.clear()
        elif row["action"] == "approved" and row["subject"]:
            found.add(row["subject"])
    return found


def _crowded() -> list[str]:
    """Return what of too much in quarantine stands in the way of every close."""
    limit = Decimal(str(place().company().settings.quality.max_quarantined_share))
    names = ("rows_raw", "rows_excluded", "rows_quarantined")
    rows = load(
        {
            "measures": [f"data_quality.{name}" for name in names],
            "dimensions": ["data_quality.entity", "data_quality.source_table"],
        }
    )
    return [
        _("too much of {entity} is in quarantine", entity=row["entity"])
        for row in rows
        if row["rows_quarantined"] > limit * (row["rows_raw"] - row["rows_excluded"])
    ]
