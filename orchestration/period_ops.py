"""What a period's job does in the warehouse, and what its page in the UI shows of it."""

from collections.abc import Callable
from typing import Any

import dagster as dg
import duckdb

from audit.archive import Archive
from audit.disputes import decide_dispute, open_dispute
from audit.keys import load_key
from audit.log import PeriodEvent, read_log
from audit.notify import notify
from audit.payroll import record_payments
from audit.payroll_files import write_payroll
from audit.periods import Periods
from audit.refused import Refused
from audit.request import Request
from audit.seal import seal_month
from audit.states import Month
from orchestration.location import Location
from orchestration.resources import Warehouse
from semantic.publish import publish
from transform.standing.known import relation_prints

Take = Callable[[Periods, Request, Any], None]
"""A step: the months, who asks for what, and the job's whole configuration."""


def steps(location: Location) -> dict[str, Take]:
    """Return what each step does, by its name."""

    def close(periods: Periods, request: Request, _config: object) -> None:
        name, archive = location.company.name, Archive(location.state.archive)

        def seal() -> dict[str, Any]:
            key = load_key(name)
            return seal_month(periods.connection, archive, name, request.period, key)

        periods.close(request, seal)

    def pay(periods: Periods, request: Request, _config: object) -> None:
        if "payroll_clearing" not in location.reload().company.settings.accounts:
            raise Refused(
                f"to pay {request.period}",
                ["company.yml names no account payroll_clearing, which payments are posted to"],
            )
        record_payments(periods, request)

    def dispute(periods: Periods, request: Request, config: Any) -> None:  # noqa: ANN401
        if config.step == "open":
            open_dispute(periods, request, config.line)
        else:
            decide_dispute(periods, request, config.number, config.step)

    return {
        "dispute": dispute,
        "submit": lambda periods, request, _: periods.submit(request),
        "approve": lambda periods, request, config: periods.approve(request, config.payee or None),
        "close": close,
        "pay": pay,
        "reopen": lambda periods, request, _: periods.reopen(request),
        "waive": lambda periods, request, config: periods.waive(request, config.subject),
    }


def take(
    take_step: Take,
    location: Location,
    warehouse: Warehouse,
    request: Request,
    config: object,
) -> dict[str, Any]:
    """Take a step in one transaction, publish, and return what the run's page shows.

    Raises:
        dg.Failure: The step is refused; the message says why, and by whom it would be allowed.
    """
    now = location.reload()
    with warehouse.connect() as connection:
        settings = now.company.settings
        periods = Periods(connection, now.company.access, settings.first_open_period)
        try:
            events = len(read_log(connection))
            before = periods.months().get(request.period, Month())
            connection.begin()
            take_step(periods, request, config)
            connection.commit()
        except Refused as refused:
            connection.rollback()
            raise dg.Failure(str(refused), allow_retries=False) from None
        except duckdb.CatalogException:
            raise dg.Failure(
                f"Nothing is calculated yet for {now.company.name}: `perfos run` comes first.",
                allow_retries=False,
            ) from None
        after = periods.months().get(request.period, Month())
        if after.state == "paid":
            write_payroll(connection, location.state.folder / "payroll", request.period)
        run = connection.execute("select * from control.run").to_arrow_table().to_pylist()[0]
        reasons = {"run_id": request.run_id, "actor": request.actor, "reason": request.reason}
        prints = relation_prints(connection, location.state.dbt, location.manifest)
        published = publish(connection, location.state, run | reasons, prints)
        recorded = read_log(connection)[events:]
        untold = notify(connection, now.company.name, now.company.notifications, recorded)
    return {
        "before": before.state,
        "after": after.state,
        "month": dg.MetadataValue.md(_change(before, after)),
        "recorded": dg.MetadataValue.md(_table(recorded)),
        "snapshot": published.id,
        **({"not delivered": "; ".join(untold)} if untold else {}),
        **(recorded[-1].details if recorded else {}),
    }


def _change(before: Month, after: Month) -> str:
    """Return a month before and after as a Markdown table."""
    rows = {
        "state": (before.state, after.state),
        "statements approved": (len(before.approved), len(after.approved)),
        "open disputes": (before.open_disputes(), after.open_disputes()),
        "waived": (list(before.waived), list(after.waived)),
    }
    lines = ["| | before | after |", "|---|---|---|"]
    return "\n".join(
        [*lines, *(f"| {name} | {_cell(b)} | {_cell(a)} |" for name, (b, a) in rows.items())]
    )


def _table(events: list[PeriodEvent]) -> str:
    """Return events as a Markdown table."""
    lines = ["| no | month | what | about | who | why |", "|---|---|---|---|---|---|"]
    for one in events:
        cells = (one.event_no, one.period, one.action, one.subject, one.actor, one.reason)
        lines.append(f"| {' | '.join(map(_cell, cells))} |")
    return "\n".join(lines)


def _cell(value: object) -> str:
    """Return a value so that it stays in its cell, whatever somebody gave as their reason."""
    text = ", ".join(value) if isinstance(value, list) else str(value or "")
    return " ".join(text.split()).replace("|", "\\|")
