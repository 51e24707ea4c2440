"""`perfos audit`: the pack that an outsider can check, its check, and the key that signs it."""

from pathlib import Path
from typing import Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place, checked_period

commands = typer.Typer(help="Audit packs, and the key that seals are signed with.")


@commands.command("export")
def export(
    context: typer.Context,
    periods: Annotated[list[str], typer.Argument(metavar="YYYY-MM...", help="Closed months.")],
    output: Annotated[Path, typer.Option(metavar="FILE", help="The zip to write.")],
    as_json: JsonOption = False,
) -> None:
    """Write everything about some closed months into one zip."""
    from orchestration.audit_jobs import build_export_job
    from orchestration.location import load_location
    from orchestration.period_run import StepFailed, run_job
    from perfos.cli.output import console, plain, print_json
    from perfos.company import CompanyError

    place: Place = context.obj
    place.require_folder()
    config = {"periods": [checked_period(one) for one in periods], "output": str(output.resolve())}
    try:
        location = load_location(place.folder, place.data)
        written = run_job(location, build_export_job(location), config)
    except CompanyError as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
    except StepFailed as error:
        raise CommandError(Exit.PROBLEM, str(error)) from error
    if as_json:
        print_json(written)
        return
    text = f"{output}: {written['files']:,} files, {written['entries']:,} entries"
    console().print(plain(text), soft_wrap=True)


@commands.command("verify")
def verify(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="The zip.")],
    key: Annotated[str, typer.Option(help="The public key that has to have signed it.")] = "",
    seal: Annotated[str, typer.Option(help="Hash of a seal that has to be in it.")] = "",
    rows: Annotated[
        bool, typer.Option("--rows", help="Compare ledger.csv with the entries, row by row.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a pack; name the first place that does not fit."""
    from audit.verifier import Misfit
    from audit.verifier import verify as check
    from perfos.cli.output import console, plain, print_json

    try:
        counted = check(str(pack), key, seal, rows)
    except Misfit as misfit:
        raise CommandError(Exit.PROBLEM, f"does not fit: {misfit}") from None
    if as_json:
        print_json(counted)
        return
    text = "fits: " + ", ".join(f"{count:,} {what}" for what, count in counted.items())
    console().print(plain(text), soft_wrap=True)


@commands.command("key")
def key(
    context: typer.Context,
    create: Annotated[bool, typer.Option("--create", help="Make one if there is none.")] = False,
) -> None:
    """Show the public key that seals are signed with; the secret half is never shown."""
    from audit.keys import create_key, load_key
    from audit.refused import Refused

    place: Place = context.obj
    try:
        if create:
            create_key(place.name())
        public = load_key(place.name()).public
    except (OSError, Refused) as error:
        raise CommandError(Exit.PROBLEM, str(error)) from error
    typer.echo(public)
