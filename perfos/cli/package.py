"""`perfos package`: begin, check and test a rule package."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption

if TYPE_CHECKING:
    from transform.workspace import RulePackage

commands = typer.Typer(help="Begin, check and test rule packages.", no_args_is_help=True)
FolderArgument = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of the package.")]
WithOption = Annotated[
    list[Path] | None,
    typer.Option("--with", metavar="FOLDER", help="A package that it requires; may be repeated."),
]


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


def required(folders: list[Path] | None) -> "tuple[RulePackage, ...]":
    """Return the packages in these folders, for one that requires them."""
    from packages.manifest import read_manifest
    from transform.workspace import RulePackage

    manifests = [(read_manifest(folder.resolve()), folder.resolve()) for folder in folders or ()]
    return tuple(RulePackage(one.name, one.version, folder) for one, folder in manifests)
