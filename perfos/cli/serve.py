"""`perfos serve`: the semantic layer over the published snapshot."""

import os
from typing import Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import Place


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 4000,
) -> None:
    """Answer questions about the published snapshot (Cube: REST and GraphQL) until stopped."""
    from semantic.errors import SecretError
    from semantic.secret import load_secret
    from semantic.serve import command, environment

    place: Place = context.obj
    place.snapshots().current()
    try:
        program = command()
        settings = environment(place.state(), load_secret(place.name()), host, port)
    except (FileNotFoundError, SecretError) as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error
    os.execve(program[0], program, settings)  # noqa: S606 - Signals reach the server itself.
