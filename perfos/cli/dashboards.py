"""`perfos dashboards` and `perfos account`: the pages for people, and who may sign in."""

from typing import Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import Place


def dashboards(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8050,
    cube: Annotated[
        str,
        typer.Option(
            envvar="PERFOS_CUBE", metavar="URL", help="A semantic layer that runs already."
        ),
    ] = "",
    demo: Annotated[
        bool,
        typer.Option("--demo", help="Give new passwords to a person of each kind, and show them."),
    ] = False,
    accounts: Annotated[
        bool,
        typer.Option(
            "--accounts", help="Let passwords in, too, where people sign in with a provider."
        ),
    ] = False,
) -> None:
    """Serve the dashboards over the published snapshot until stopped.

    PERFOS_OIDC_ISSUER and what belongs to it name a provider that people sign in with.
    """
    from semantic.dashboards.demo import make_accounts
    from semantic.dashboards.serve import run
    from semantic.errors import SecretError, SettingError

    place: Place = context.obj
    place.snapshots().current()
    company = place.company()
    if demo:
        from perfos.cli.output import console, table

        rows = [(name, what, password) for name, what, password in make_accounts(company)]
        console().print(table(["Name", "Who it is", "Password, shown once"], rows))
    typer.echo(f"http://{host}:{port}")
    try:
        run(place.folder, place.data, host, port, cube, accounts or demo)
    except (FileNotFoundError, RuntimeError, SecretError, SettingError) as error:
        raise CommandError(Exit.CONFIGURATION, str(error)) from error


def account(context: typer.Context, person: str) -> None:
    """Give PERSON a new password for the dashboards, and print it this once.

    PERSON is a name of access.yml or an id of people.csv.
    """
    from semantic.dashboards.accounts import Accounts
    from semantic.tokens import viewer

    place: Place = context.obj
    with place.snapshots().open() as snapshot:
        known = viewer(place.company().access, snapshot, person)
    if not known.groups:
        raise CommandError(
            Exit.NOT_FOUND, f"{person} is neither in access.yml nor in the snapshot's people"
        )
    typer.echo(Accounts.of(place.state()).set_password(person))
