"""`perfos init`: a company folder that runs at once."""

from pathlib import Path
from typing import Annotated

import typer

from perfos.cli.errors import CommandError, Exit


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder; new or empty.")],
) -> None:
    """Make a company folder that runs at once, to be changed into one's own."""
    from audit.keys import create_key
    from perfos.company import load_company
    from perfos.company.init import init_company

    try:
        company = load_company(init_company(folder))
        key = create_key(company.name)
    except (OSError, ValueError) as error:
        raise CommandError(Exit.USAGE, str(error)) from error
    typer.echo(f"{folder} is ready: perfos --company {folder} run")
    typer.echo(f"seals will be signed with {key}: keep it out of repositories, and keep a copy")
