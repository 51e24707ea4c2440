"""`perfos token`: a token for a person, to ask the semantic layer with."""

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import Place


def token(context: typer.Context, person: str) -> None:
    """Print a token for PERSON that lasts 15 minutes, for BI tools and scripts.

    PERSON is a name of access.yml or an id of people.csv.
    """
    from semantic.errors import SecretError
    from semantic.secret import load_secret
    from semantic.tokens import mint, viewer

    place: Place = context.obj
    company = place.company()
    with place.snapshots().open() as snapshot:
        seen = viewer(company.access, snapshot, person)
    if not seen.groups:
        raise CommandError(
            Exit.NOT_FOUND, f"{person} is neither in access.yml nor in the snapshot's people"
        )
    try:
        typer.echo(mint(company.name, load_secret(company.name), seen))
    except SecretError as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
