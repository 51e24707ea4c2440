"""`perfos submit`, `approve`, `close`, `reopen`: moving a month towards pay."""

import getpass
import os
from typing import Annotated, Any

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place, checked_period

PeriodArgument = Annotated[str, typer.Argument(metavar="YYYY-MM", help="The month.")]
ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        envvar="PERFOS_ACTOR",
        help="Who asks, as access.yml names them.",
        show_default="the system's user",
    ),
]
ReasonOption = Annotated[str, typer.Option(help="Why; kept in the period log.")]
NeededReason = Annotated[str, typer.Option(help="Why; needed, and kept in the period log.")]


def submit(
    context: typer.Context,
    period: PeriodArgument,
    by: ByOption = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Hand a calculated month over for approval."""
    show(take(context, "submit", period, by, reason), period, as_json)


def approve(
    context: typer.Context,
    period: PeriodArgument,
    payee: Annotated[
        str, typer.Option(metavar="ID", help="Approve this payee's statement only.")
    ] = "",
    by: ByOption = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Approve a submitted month, or one statement of it."""
    show(take(context, "approve", period, by, reason, payee=payee), period, as_json)


def close(
    context: typer.Context,
    period: PeriodArgument,
    by: ByOption = "",
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Close an approved month and seal it; nothing enters it any more."""
    show(take(context, "close", period, by, reason), period, as_json)


def reopen(
    context: typer.Context,
    period: PeriodArgument,
    reason: NeededReason,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """Open the last closed month again; its seal stays where it is."""
    show(take(context, "reopen", period, by, reason), period, as_json)


def take(
    context: typer.Context,
    name: str,
    period: str,
    by: str,
    reason: str,
    **more: object,
) -> dict[str, Any]:
    """Take a step as a run, like the job of that name in the UI; return what came of it."""
    place: Place = context.obj
    checked_period(period)
    place.require_folder()

    from orchestration.period_run import StepFailed, run_step
    from perfos.company import CompanyError

    actor = by or os.environ.get("USER") or getpass.getuser()
    config = {"period": period, "actor": actor, "reason": reason, **more}
    try:
        return run_step(place.folder, place.data, name, config)
    except CompanyError as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
    except StepFailed as error:
        raise CommandError(Exit.PROBLEM, str(error)) from error


def show(result: dict[str, Any], period: str, as_json: bool) -> None:
    """Print what a step came to."""
    from perfos.cli.output import console, plain, print_json

    if as_json:
        print_json({"period": period, **result})
        return
    console().print(plain(f"{period}: {result['before']} → {result['after']}"))
    for name in ("seal", "receipt"):
        if name in result:
            console().print(plain(f"{name} {result[name]}"), soft_wrap=True)
