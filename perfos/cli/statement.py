"""`perfos statement`: what one person is paid for one month, line by line."""

from pathlib import Path
from typing import Annotated

import typer

from perfos.cli.as_of import AsOfOption, go_back
from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place, checked_period

SHORT = 10
"""Digits of an entry id that are shown; `perfos explain` takes them."""


def statement(
    context: typer.Context,
    payee: Annotated[str, typer.Argument(help="Id, name, or a part of the name.")],
    period: Annotated[
        str | None,
        typer.Argument(metavar="YYYY-MM", help="The month; the payee's last one if left out."),
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as PDF, with all derivations.")
    ] = None,
    xlsx: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as a workbook, to recalculate.")
    ] = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a person is paid for a month, with how each line came about."""
    from perfos.cli.output import minor_units, print_json
    from perfos.cli.payee import find_payee
    from perfos.cli.statement_page import show
    from perfos.statement.content import content_of

    place: Place = context.obj
    if period:
        checked_period(period)
    snapshots = place.snapshots()
    with snapshots.open() as snapshot:
        go_back(snapshot, as_of)
        payee_id, name = find_payee(snapshot, payee)
        content = content_of(snapshot, payee_id, name, period)
        units = minor_units(snapshot)
    content["snapshot"] = snapshots.current_id()
    try:
        if pdf:
            from perfos.statement.pdf import write_pdf

            write_pdf(content, units, pdf)
        if xlsx:
            from perfos.statement.xlsx import write_xlsx

            write_xlsx(content, units, xlsx)
    except OSError as error:
        raise CommandError(Exit.USAGE, f"cannot write: {error}") from error
    if as_json:
        print_json(content)
    elif pdf or xlsx:
        for file in filter(None, (pdf, xlsx)):
            typer.echo(f"{file} is written")
    else:
        show(content, units)
