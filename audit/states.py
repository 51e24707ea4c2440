"""The states of a month: what may follow what, who may do it, and where a month stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from audit.content import Content
from audit.log import PeriodEvent


@dataclass(frozen=True)
class Step:
    """One step on the way of a month.

    Attributes:
        action: What the log calls it afterwards, and the state that it leads to.
        after: The states that it may follow.
        role: Who may do it, as access.yml names it.
    """

    action: str
    after: tuple[str, ...]
    role: str


STEPS = {
    "submit": Step("submitted", ("calculated",), "preparer"),
    "approve": Step("approved", ("submitted",), "approver"),
    "close": Step("closed", ("approved",), "controller"),
    "pay": Step("paid", ("closed",), "payroll"),
    "reopen": Step("reopened", ("closed",), "controller"),
}
NEXT = {
    "open": "run",
    "reopened": "run",
    "calculated": "submit",
    "submitted": "approve",
    "approved": "close",
    "closed": "pay",
}
"""State -> the step that comes next."""
CLOSED = ("closed", "paid")


@dataclass
class Month:
    """Where one month stands.

    Attributes:
        state: `open`, `calculated`, `submitted`, `approved`, `closed`, `paid` or `reopened`.
        content: What was calculated last.
        approved: Payee -> the event that approved their statement.
        approvers: Who approved the month, or a statement of it, since it was opened.
        waived: Subject -> reason of what was set aside since it was opened.
        disputes: Dispute -> its last event.
        last: The event that brought it into its state.
    """

    state: str = "open"
    content: dict[str, object] = field(default_factory=dict)
    approved: dict[str, PeriodEvent] = field(default_factory=dict)
    approvers: set[str] = field(default_factory=set)
    waived: dict[str, str] = field(default_factory=dict)
    disputes: dict[str, PeriodEvent] = field(default_factory=dict)
    last: PeriodEvent | None = None

    def follow(self, event: PeriodEvent) -> None:
        """Take one event into account."""
        if event.action == "waived":
            self.waived[event.subject or ""] = event.reason
        elif event.action.startswith("dispute_"):
            self.disputes[event.subject or ""] = event
        elif event.action == "approved" and event.subject:
            self.approved[event.subject] = event
            self.approvers.add(event.actor)
        else:
            self.state, self.last = event.action, event
            if event.action == "approved":
                self.approvers.add(event.actor)
            elif event.action == "calculated":
                self.content = event.details
            elif event.action == "reopened":
                self.approved, self.approvers, self.waived = {}, set(), {}

    def open_disputes(self) -> list[str]:
        """Return the disputes that nobody has accepted or refused yet."""
        ended = ("dispute_accepted", "dispute_refused")
        return [name for name, event in self.disputes.items() if event.action not in ended]

    def missing(self, statements: dict[str, Content]) -> list[str]:
        """Return the payees whose statement nobody has approved as it is now."""
        return [
            payee
            for payee, content in statements.items()
            if payee not in self.approved or not content.is_in(self.approved[payee].details)
        ]


def months(events: Iterable[PeriodEvent]) -> dict[str, Month]:
    """Return where each month of the log stands."""
    found: dict[str, Month] = {}
    for event in events:
        found.setdefault(event.period, Month()).follow(event)
    return found


def next_month(period: str) -> str:
    """Return the month after a month."""
    year, month = map(int, period.split("-"))
    return f"{year + month // 12:04}-{month % 12 + 1:02}"


def first_open(first_open_period: str, found: dict[str, Month]) -> str:
    """Return the first month that is open: company.yml begins it, each close moves it."""
    closed = [next_month(period) for period, month in found.items() if month.state in CLOSED]
    return max([first_open_period, *closed])
