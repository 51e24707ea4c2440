"""`perfos payroll`: a closed month handed to payroll, once."""

import typer

from perfos.cli.place import JsonOption, Place
from perfos.cli.steps import ByOption, PeriodArgument, ReasonOption, show, take

commands = typer.Typer(help="What payroll gets.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """What payroll gets."""


@commands.command("export")
def export(
    context: typer.Context,
    period: PeriodArgument,
    by: ByOption = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Hand a closed month to payroll: CSV, workbook, journal and receipt; only once.

    Started again, it writes the same files with the same receipt. The next run posts the month as
    paid.
    """
    place: Place = context.obj
    result = take(context, "pay", period, by, reason)
    result["folder"] = str(place.state().folder / "payroll" / period)
    show(result, period, as_json)
    if not as_json:
        typer.echo(f"{result['folder']} is written")
