"""`perfos run`: from source files to published commissions."""

from typing import TYPE_CHECKING, Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place, checked_period
from perfos.cli.steps import ByOption

if TYPE_CHECKING:
    from orchestration.summary import Summary

NEXT = (
    ("status", "what each period holds"),
    ("statement PAYEE", "what one person is paid"),
    ("quarantine", "what could not be used"),
)


def run(
    context: typer.Context,
    period: Annotated[
        list[str] | None,
        typer.Option(metavar="YYYY-MM", help="Only this month; may be given several times."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; kept in the run log.")] = "command line",
    everything: Annotated[
        bool, typer.Option("--everything", help="Calculate also what nothing changed for.")
    ] = False,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """Load the sources, calculate, post what changed to the ledger, check it, publish.

    Safe to start again at any time: what stands posted is not posted twice.
    """
    place: Place = context.obj
    periods = [checked_period(one) for one in period or []]
    place.require_folder()

    from orchestration.run import RunFailed, run_company
    from perfos.company import CompanyError

    try:
        summary = run_company(place.folder, place.data, periods, reason, everything, by)
    except CompanyError as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
    except RunFailed as error:
        raise CommandError(Exit.PROBLEM, str(error)) from error
    if as_json:
        from perfos.cli.output import print_json

        print_json(summary)
    else:
        _show(summary, place)
    raise typer.Exit(Exit.PROBLEM if summary.checks_failed else Exit.OK)


def _show(summary: "Summary", place: Place) -> None:
    """Print the figures that a person asks for first, and where to look next."""
    from perfos.cli.output import console, table

    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in summary.stages.items())
    rows = [
        ("Company", summary.company),
        ("Periods", summary.periods),
        ("Events", f"{summary.events:,}"),
        ("Credits", f"{summary.credits:,}"),
        ("Earnings", f"{summary.earnings:,}"),
        ("Entries posted", f"{summary.entries_posted:,} of {summary.entries_total:,}"),
        ("Checks passed", f"{summary.checks_passed:,}, failed {summary.checks_failed:,}"),
        ("In quarantine", f"{summary.quarantined:,}"),
        ("Snapshot", summary.snapshot),
        ("Seconds", f"{summary.seconds:.1f} ({stages})"),
    ]
    out = console()
    out.print(table(["", ""], rows))
    rows = [(f"{place.command} {command}", what) for command, what in NEXT]
    rows.append(("make dev", "the run in Dagster, with its lineage and checks"))
    out.print(table(["Where to look next", ""], rows))
