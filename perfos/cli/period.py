"""`perfos period`: the log of the months, and setting aside what stands in the way of a close."""

from typing import Annotated

import typer

from perfos.cli.as_of import AsOfOption, go_back
from perfos.cli.place import JsonOption, Place, checked_period
from perfos.cli.query import ask
from perfos.cli.steps import ByOption, NeededReason, PeriodArgument, show, take

commands = typer.Typer(help="The log of the months, and waivers.", no_args_is_help=True)

EVENTS = """
    select event_no, period, action, subject, actor, reason, recorded_at, run_id, details,
        event_hash
    from ledger.period_event
    where getvariable('period') is null or period = getvariable('period')
    order by event_no
"""


@commands.command("log")
def log(
    context: typer.Context,
    period: Annotated[
        str | None, typer.Argument(metavar="YYYY-MM", help="The month; all if left out.")
    ] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who did what with a month, when and why."""
    from perfos.cli.output import console, print_json, table

    place: Place = context.obj
    if period:
        checked_period(period)
    with place.snapshots().open() as snapshot:
        go_back(snapshot, as_of)
        events = ask(snapshot, EVENTS, period=period)
    if as_json:
        print_json(events)
        return
    rows = [
        (
            one["event_no"],
            one["period"],
            one["action"],
            one["subject"],
            one["actor"],
            f"{one['recorded_at']:%Y-%m-%d %H:%M:%S}",
            one["reason"],
        )
        for one in events
    ]
    heads = ["No>", "Month", "What", "About", "Who", "When (UTC)", "Why"]
    console().print(table(heads, rows))


@commands.command("waive")
def waive(
    context: typer.Context,
    period: PeriodArgument,
    subject: Annotated[
        str, typer.Argument(help="What stands in the way: checks, quarantine or dispute:NO.")
    ],
    reason: NeededReason,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """Set aside what stands in the way of a close, with a reason that stays in the log."""
    show(take(context, "waive", period, by, reason, subject=subject), period, as_json)
