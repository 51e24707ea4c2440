"""`perfos scorecard`: the company's KPIs, and the pages of a review."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perfos.cadence import Cadence
from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place

if TYPE_CHECKING:
    from rich.table import Table

    from perfos.scorecard.content import Review

TABLE = "scorecard.scorecard"
CadenceOption = Annotated[
    Cadence | None,
    typer.Option(help="Only what a review of this cadence looks at.", show_default="all KPIs"),
]
ToOption = Annotated[
    Path | None,
    typer.Option(
        "--to", metavar="FILE", help="Write the review to a file: .html or .pdf.", dir_okay=False
    ),
]


def scorecard(
    context: typer.Context,
    cadence: CadenceOption = None,
    to: ToOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show each KPI of kpis.yml: its value, target, state, and whether it gets there."""
    from perfos.cli.output import console, print_json
    from perfos.scorecard.content import read_review

    place: Place = context.obj
    if to and to.suffix not in (".html", ".pdf"):
        raise CommandError(Exit.USAGE, f"{to.name}: a review is written as .html or .pdf.")
    snapshots = place.snapshots()
    manifest = snapshots.current()
    if TABLE not in manifest.tables:
        text = f"Snapshot {manifest.id} holds no KPIs yet: start `{place.command} run`."
        raise CommandError(Exit.UNPUBLISHED, text)
    with snapshots.open(manifest.id) as snapshot:
        review = read_review(snapshot, manifest.id, cadence)
    if to:
        _write(review, to)
    if as_json:
        print_json(review)
        return
    console().print(_table(review))
    if not review.cards:
        typer.echo("There are no KPIs: write kpis.yml into the company folder, and run.")
    if to:
        typer.echo(f"{to} is written")


def _write(review: "Review", file: Path) -> None:
    if file.suffix == ".html":
        from perfos.scorecard.page import write_html

        write_html(review, file)
    else:
        from perfos.scorecard.pdf import write_pdf

        write_pdf(review, file)


def _table(review: "Review") -> "Table":
    from perfos.cli.output import table
    from perfos.scorecard.words import outlook, shown

    rows = [
        (
            card["title"],
            card["status"],
            shown(card["value"], card["unit"], review.currency),
            card["period"],
            shown(card["target"], card["unit"], review.currency),
            shown(card["due_target"], card["unit"], review.currency),
            card["due_on"],
            outlook(card["will_be_met"]),
            card["owner"],
        )
        for card in review.cards
    ]
    heads = [
        "KPI",
        "State",
        "Value>",
        "Period",
        "Target>",
        "Next target>",
        "By",
        "Outlook",
        "Owner",
    ]
    return table(heads, rows)
