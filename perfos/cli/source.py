"""`perfos source`: connect a source, and see what it is enough for."""

from typing import Annotated

import typer

from perfos.cli.errors import CommandError, Commands, Exit
from perfos.cli.place import JsonOption, Place

commands = typer.Typer(cls=Commands, no_args_is_help=True, help="Connect sources.")


@commands.command("add")
def add(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help="files, or what is ready: ecb, erp, hubspot, odoo, salesforce, tryton."
        ),
    ],
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="What the source is called.")
    ] = None,
    path: Annotated[
        str, typer.Option(metavar="PATH", help="Folder of the files, in the data folder.")
    ] = ".",
    role: Annotated[
        str, typer.Option(metavar="ROLE", help="Of people that the source gives no role.")
    ] = "account_executive",
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of a source of that name.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Propose tables and mappings, show what they make of real rows, and write sources.yml."""
    from perfos.cli.source_add import proposed, show, tried
    from perfos.files import replace_text

    place: Place = context.obj
    company = place.company()
    added = proposed(company, kind, name, path, role)
    text, shown = tried(company, place, added, replace)
    show(shown, as_json)
    name, file = str(added["sources"][0]["name"]), place.folder / "sources.yml"
    if yes or (not as_json and typer.confirm(f"Write this to {file}?")):
        replace_text(file, text)
        typer.echo(f"{file} has the source {name}: {place.command} check, then run", err=as_json)


@commands.command("check")
def check(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="The source; all of them without it.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say what the mappings are enough for, and what they lack for what else there is."""
    from perfos.cli.output import console, print_json, table
    from perfos.connect.features import answers

    company = context.obj.company()
    names = [one.name for one in company.sources]
    if name is not None and name not in names:
        raise CommandError(Exit.USAGE, f"no source {name}; there are {', '.join(names) or 'none'}")
    found = answers(one for one in company.mappings if name in (None, one.source))
    if as_json:
        print_json(found)
        return
    rows = [(one.feature, one.state, ", ".join(one.lacking)) for one in found]
    console().print(table(("feature", "state", "not mapped"), rows))
