"""Moving a month: each step is checked against roles and states, and recorded or refused."""

from collections.abc import Callable, Mapping
from typing import Any

import duckdb

from audit.allowed import four_eyes, listed, role_reasons, step_reasons
from audit.blockers import blockers, earlier
from audit.content import NOTHING, by_payee, by_period
from audit.log import append, read_log
from audit.refused import Refused
from audit.request import Request
from audit.states import CLOSED, STEPS, Month, months
from perfos.company.access import Access

WAIVABLE = ("checks", "quarantine", "dispute:")


class Periods:
    """The months of one company, as its warehouse holds them.

    The caller holds the warehouse's lock, and commits what a step has written.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, access: Access, first_open_period: str
    ) -> None:
        self.connection = connection
        self.access = access
        self.first_open_period = first_open_period

    def months(self) -> dict[str, Month]:
        """Return where each month of the log stands."""
        return months(read_log(self.connection))

    def submit(self, request: Request) -> None:
        """Hand a calculated month over for approval."""
        self._check("submit", request)
        self._record("submit", request, details=self._content(request.period))

    def approve(self, request: Request, payee: str | None = None) -> None:
        """Approve a month, or one statement of it; the last statement approves the month."""
        self._check("approve", request)
        if payee is not None:
            statements = by_payee(self.connection, request.period)
            if payee not in statements:
                raise Refused(
                    f"to approve {request.period} of {payee}",
                    [f"nothing is posted for {payee!r} in {request.period}"],
                )
            self._record("approve", request, payee, statements[payee].as_details())
            if self.months()[request.period].missing(statements):
                return
        self._record("approve", request, details=self._content(request.period))

    def close(self, request: Request, seal: Callable[[], Mapping[str, Any]]) -> None:
        """Close a month: from now on nothing enters it.

        Args:
            request: Who asks for what.
            seal: Called once nothing stands in the way; what it returns is kept with the event.
        """
        found = self.months()
        month = found.get(request.period, Month())
        if month.state == "closed" and month.last and month.last.actor == request.actor:
            return  # The same request again, after a kill: it is done.
        reasons = [
            *self._reasons("close", request, month),
            *four_eyes(self.access, request.actor, month),
            *earlier(request.period, found, self.first_open_period),
        ]
        for subject, text in blockers(self.connection, month).items():
            by = listed(self.access.holders("administrator"), "administrator")
            reasons.append(
                f"{text}; mend it, or have it waived by {by} "
                f"(`perfos period waive {request.period} {subject}`)"
            )
        if reasons:
            raise Refused(f"to close {request.period}", reasons)
        self._record("close", request, details={**self._content(request.period), **seal()})

    def reopen(self, request: Request) -> None:
        """Open the last closed month again; its seal stays where it is."""
        self._check("reopen", request)
        later = [
            period
            for period, month in self.months().items()
            if period > request.period and month.state in CLOSED
        ]
        reasons = [f"{max(later)} is closed, and months reopen from the last on"] if later else []
        self._with_reason("to reopen", request, reasons)
        self._record("reopen", request)

    def pay(self, request: Request, details: Mapping[str, Any]) -> None:
        """Note that a closed month was handed to payroll."""
        self._check("pay", request)
        self._record("pay", request, details=details)

    def waive(self, request: Request, subject: str) -> None:
        """Set one thing that stands in the way of a close aside."""
        reasons = role_reasons(self.access, request.actor, "administrator")
        if not subject.startswith(WAIVABLE):
            reasons.append(f"{subject!r} cannot be waived; what can be: {', '.join(WAIVABLE)}NO")
        if self.months().get(request.period, Month()).state in CLOSED:
            reasons.append(f"{request.period} is closed already")
        self._with_reason(f"to waive {subject} of", request, reasons)
        append(self.connection, request, "waived", subject)

    def _check(self, name: str, request: Request) -> None:
        month = self.months().get(request.period, Month())
        reasons = self._reasons(name, request, month)
        if reasons:
            raise Refused(f"to {name} {request.period}", reasons)

    def _reasons(self, name: str, request: Request, month: Month) -> list[str]:
        content = by_period(self.connection).get(request.period, NOTHING)
        return step_reasons(name, request, month, content, self.access, self.first_open_period)

    def _with_reason(self, what: str, request: Request, reasons: list[str]) -> None:
        """Refuse for the reasons found, and for want of a reason of the person's own."""
        if not request.reason.strip():
            reasons = [*reasons, "a reason is needed: it stays in the log"]
        if reasons:
            raise Refused(f"{what} {request.period}", reasons)

    def _content(self, period: str) -> dict[str, Any]:
        return by_period(self.connection).get(period, NOTHING).as_details()

    def _record(
        self,
        name: str,
        request: Request,
        subject: str | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        append(self.connection, request, STEPS[name].action, subject, details)
