"""`perfos plan`: what is wrong with a plan, and whether its own examples come out right."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place

if TYPE_CHECKING:
    from perfos.plan.proof import Outcome

commands = typer.Typer(help="Check plans and run their own examples.", no_args_is_help=True)
FileArgument = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="A plan file or a folder; all plans of the company."),
]


@commands.command()
def check(context: typer.Context, file: FileArgument = None, as_json: JsonOption = False) -> None:
    """Look for what makes a plan pay wrongly or not at all, before any run."""
    from perfos.cli.output import console, plain, print_json, table
    from perfos.plan.check import check_plan_files, scope_of

    place: Place = context.obj
    if file is None:
        place.require_folder()
    elif not file.exists():
        raise CommandError(Exit.USAGE, f"{file}: no such file or folder")
    found = check_plan_files(scope_of(place.folder, file), place.data)
    errors = sum(one.severity == "error" for one in found)
    if as_json:
        print_json({"errors": errors, "warnings": len(found) - errors, "findings": found})
    elif found:
        heads = ["Severity", "File", "Line>", "Field", "Found", "Advice"]
        rows = [
            (one.severity, one.file, one.line, one.field, one.found, one.advice) for one in found
        ]
        console().print(table(heads, rows))
    if not as_json:
        console().print(plain(f"{errors} errors, {len(found) - errors} warnings"))
    raise typer.Exit(Exit.PROBLEM if errors else Exit.OK)


@commands.command()
def test(context: typer.Context, file: FileArgument = None, as_json: JsonOption = False) -> None:
    """Run the worked examples of plan files through the real models."""
    from perfos.cli.output import print_json
    from perfos.company import CompanyError
    from perfos.plan.proof import prove
    from perfos.plan.suites import suites_in
    from transform.dbt import DbtFailed

    place: Place = context.obj
    if file is None:
        place.require_folder()
    path = (file or place.folder / "plans").resolve()
    if not path.exists():
        raise CommandError(Exit.USAGE, f"{path}: no such file or folder")
    try:
        rules = place.rules() if file is None else None
        outcomes = list(prove(suites_in(path), rules))
    except CompanyError as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
    except DbtFailed as error:
        raise CommandError(Exit.PROBLEM, f"the models refused the examples: {error}") from error
    if not outcomes:
        raise CommandError(Exit.NOT_FOUND, f"{path} holds no examples")
    failed = sum(bool(outcome.differences) for outcome in outcomes)
    if as_json:
        print_json({"passed": len(outcomes) - failed, "failed": failed, "examples": outcomes})
    else:
        _show(outcomes, failed)
    raise typer.Exit(Exit.PROBLEM if failed else Exit.OK)


def _show(outcomes: list["Outcome"], failed: int) -> None:
    """Print each example, and where the models say something else than it expects."""
    from perfos.cli.output import console, plain, stacked, table

    rows = [
        (
            one.file.name,
            one.example,
            "FAILS" if one.differences else "passes",
            stacked(*one.differences) if one.differences else one.words[:100],
        )
        for one in outcomes
    ]
    console().print(table(["File", "Example", "", "What"], rows))
    console().print(plain(f"{len(outcomes) - failed} pass, {failed} fail"))
