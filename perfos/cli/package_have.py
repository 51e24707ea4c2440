"""`perfos package add | list | outdated | remove`: what a company has, and could have."""

from typing import Annotated

import typer

from perfos.cli.place import JsonOption, Place

NameArgument = Annotated[str, typer.Argument(help="Name of the package.")]
ReasonOption = Annotated[str, typer.Option(help="Why; kept in the company's log of packages.")]


def add(
    context: typer.Context,
    package: Annotated[
        str,
        typer.Argument(
            metavar="NAME[@RANGE]", help="A package, with a version or a range: x@'>=1.0,<2.0'."
        ),
    ],
    reason: ReasonOption = "",
    as_json: JsonOption = False,
) -> None:
    """Install the newest version that fits, and what it needs; pin what has no pin yet.

    A package that is pinned keeps its version until it is upgraded.
    """
    from packages.add import add as take
    from packages.lock import read_lock
    from perfos.cli.output import console, plain, print_json

    place: Place = context.obj
    company, state = place.company(), place.state()
    name, _, versions = package.partition("@")
    taken = take(company, state, name, versions, reason)
    pins = read_lock(state)
    if as_json:
        print_json({"installed": taken, "pinned": list(pins.values())})
        return
    for pin in taken:
        pinned = pins[pin.name]
        then = "pinned" if pinned == pin else f"not active: {pinned.version} is pinned"
        console().print(plain(f"{pin} installed, signed by {pin.signer}, {then}"))


def list_(context: typer.Context, as_json: JsonOption = False) -> None:
    """Show which version of each package calculates, and where it came from."""
    from perfos.cli.output import console, print_json, table

    place: Place = context.obj
    company = place.company()
    wanted = {one.name: one.path or one.version for one in company.rules.packages}
    found = place.rules()
    if as_json:
        print_json([{**one.record, "source": one.source, "wanted": wanted[one.name]}
                    for one in found])  # fmt: skip
        return
    rows = [
        (one.name, one.version, wanted[one.name], one.signer, one.source, one.sha256[:12])
        for one in found
    ]
    heads = ["Package", "Version", "Wanted", "Signed by", "From", "Hash"]
    console().print(table(heads, rows))


def outdated(context: typer.Context, as_json: JsonOption = False) -> None:
    """Show which packages have a newer version, inside of the wanted range or beyond it."""
    from packages.outdated import newer
    from perfos.cli.output import console, plain, print_json, table

    place: Place = context.obj
    company = place.company()
    found = newer(company, place.rules())
    if as_json:
        print_json(found)
    elif found:
        rows = [(one.name, one.version, one.fitting, one.newest, one.note) for one in found]
        heads = ["Package", "Version", "Newest wanted", "Newest", "Note"]
        console().print(table(heads, rows))
    else:
        console().print(plain("every package has its newest version"))


def remove(context: typer.Context, package: NameArgument, reason: ReasonOption = "") -> None:
    """Take a package out of rules.yml and out of the pins; its versions stay installed."""
    from packages.add import remove as take_out
    from perfos.cli.output import console, plain

    place: Place = context.obj
    pin = take_out(place.company(), place.state(), package, reason)
    console().print(plain(f"{pin or package} is taken out: the next run takes back what it posted"))
