"""`perfos demo`: a believable company of any size."""

from pathlib import Path
from typing import Annotated

import typer

from perfos.cli.errors import CommandError, Exit


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder; it may hold no company yet.")
    ],
    deals: Annotated[
        int, typer.Option(min=1_000, max=10_000_000, help="Number of deals in the CRM.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same files.")] = 1,
    data_only: Annotated[
        bool, typer.Option("--data-only", help="The company folder stands; write its data only.")
    ] = False,
) -> None:
    """Write a company folder with the CRM and ERP files of a believable company."""
    from audit.keys import create_key
    from perfos.company import load_company
    from perfos.demo import generate, write_data

    write = write_data if data_only else generate
    try:
        write(folder, deals, seed, progress=typer.echo)
        if not data_only:
            create_key(load_company(folder).name)
    except (OSError, ValueError) as error:
        raise CommandError(Exit.USAGE, str(error)) from error
    typer.echo(f"{folder} is ready: perfos --company {folder} run")
