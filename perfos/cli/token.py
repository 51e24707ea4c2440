"""`perfos token`: a token for a person, to ask the semantic layer with."""

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import Place


def token(context: typer.Context, person: str) -> None:
    """Print a token for PERSON that lasts 15 minutes, for BI tools and scripts.

    PERSON is a name of access.yml or an id of people.csv.
    """
    from semantic.connect import token_for
    from semantic.errors import SecretError

    place: Place = context.obj
    try:
        typer.echo(token_for(place.company(), person))
    except LookupError as error:
        raise CommandError(Exit.NOT_FOUND, str(error)) from error
    except SecretError as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
