"""`perfos package`: begin, check and test a rule package; publish it, and have it."""

from pathlib import Path
from typing import Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.package_folder import FolderArgument, WithOption, required
from perfos.cli.package_have import add, list_, outdated, remove
from perfos.cli.package_publish import build, key, publish, yank
from perfos.cli.place import JsonOption

commands = typer.Typer(help="Write, publish and install rule packages.", no_args_is_help=True)


@commands.command()
def new(
    name: Annotated[str, typer.Argument(help="Its name: lower-case letters, digits and _.")],
    folder: Annotated[
        Path, typer.Option("--in", metavar="FOLDER", help="Where its folder is made.")
    ] = Path(),
) -> None:
    """Begin a rule package that can be tested and run at once."""
    from packages.scaffold import new_package
    from perfos.cli.output import console, plain

    try:
        made = new_package(folder, name)
    except (ValueError, FileExistsError) as error:
        raise CommandError(Exit.USAGE, str(error)) from error
    console().print(plain(f"{made} is there; `perfos package test {made}` proves it"))


@commands.command()
def check(folder: FolderArgument, with_: WithOption = None, as_json: JsonOption = False) -> None:
    """Look for what a package may not be, before any of its code runs."""
    from packages.checks.check import check_package
    from packages.refused import PackageRefusedError
    from perfos.cli.output import console, plain, print_json, table

    problems = []
    try:
        manifest = check_package(folder.resolve(), required(with_))
    except PackageRefusedError as error:
        problems = error.problems
    if as_json:
        print_json({"folder": folder, "is_valid": not problems, "problems": problems})
    elif problems:
        heads = ["File", "Line>", "Field", "Found", "Allowed"]
        rows = [(one.file, one.line, one.field, one.found, one.allowed) for one in problems]
        console().print(table(heads, rows))
        console().print(plain(f"{len(problems)} to mend in {folder}"))
    else:
        console().print(plain(f"{manifest.name} {manifest.version} may run"))
    raise typer.Exit(Exit.PROBLEM if problems else Exit.OK)


@commands.command()
def test(folder: FolderArgument, with_: WithOption = None, as_json: JsonOption = False) -> None:
    """Check a package, and run its unit tests and worked examples."""
    from packages.checks.check import check_package
    from packages.trial.prove import prove_package
    from perfos.cli.output import console, plain, print_json, stacked, table
    from transform.dbt import DbtFailed

    others = required(with_)
    check_package(folder.resolve(), others)
    try:
        outcomes = list(prove_package(folder.resolve(), others))
    except DbtFailed as error:
        raise CommandError(Exit.PROBLEM, f"the package cannot be calculated: {error}") from error
    failed = sum(bool(one.differences) for one in outcomes)
    if as_json:
        print_json({"passed": len(outcomes) - failed, "failed": failed, "outcomes": outcomes})
    else:
        rows = [
            (
                one.file or "unit test",
                one.name,
                "FAILS" if one.differences else "passes",
                stacked(*one.differences) if one.differences else one.words[:100],
            )
            for one in outcomes
        ]
        console().print(table(["Where", "Name", "", "What"], rows))
        console().print(plain(f"{len(outcomes) - failed} pass, {failed} fail"))
    raise typer.Exit(Exit.PROBLEM if failed else Exit.OK)


commands.command()(add)
commands.command("list")(list_)
commands.command()(outdated)
commands.command()(remove)
commands.command()(key)
commands.command()(build)
commands.command()(publish)
commands.command()(yank)
