"""`perfos writeback`: what a CRM would be told, and telling it."""

import getpass
import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place
from perfos.cli.steps import ByOption

if TYPE_CHECKING:
    from writeback.changes import Changes

SHOWN = 20
"""Changes of an object that are shown to people; JSON has all."""


def writeback(
    context: typer.Context,
    write: Annotated[bool, typer.Option("--write", help="Write; else nothing is sent.")] = False,
    by: ByOption = "",
    reason: Annotated[
        str, typer.Option(help="Why; needed with --write, and kept in the receipts.")
    ] = "",
    everything: Annotated[
        bool,
        typer.Option("--everything", help="What the receipts say was written already, too."),
    ] = False,
    max_changes: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="Refuse more.", show_default="as writeback.yml says"),
    ] = 0,
    as_json: JsonOption = False,
) -> None:
    """Show what the CRM would be told by writeback.yml; with --write, tell it."""
    place: Place = context.obj
    company = place.company()
    if not company.writeback.writeback:
        text = "Nothing goes back to a CRM: write writeback.yml into the company folder."
        raise CommandError(Exit.NOT_FOUND, text)
    if write:
        config = {"reason": reason, "everything": everything, "max_changes": max_changes}
        _show_written(_write(place, by, config), as_json)
        return

    from perfos.cli.whatif_ask import failures
    from writeback.changes import changes_of
    from writeback.errors import WritebackError

    try:
        with failures():
            snapshot_id, found = changes_of(company, everything)
    except WritebackError as error:
        raise CommandError(Exit.PROBLEM, str(error)) from error
    _show_changes(snapshot_id, found, as_json)


def _write(place: Place, by: str, config: dict[str, Any]) -> dict[str, Any]:
    from orchestration.location import load_location
    from orchestration.period_run import StepFailed, run_job
    from orchestration.writeback_job import build_writeback_job

    location = load_location(place.folder, place.data)
    actor = by or os.environ.get("USER") or getpass.getuser()
    config |= {"company": location.company.name, "actor": actor}
    try:
        return run_job(location, build_writeback_job(location), config)
    except StepFailed as error:
        raise CommandError(Exit.PROBLEM, str(error)) from error


def _show_written(told: dict[str, Any], as_json: bool) -> None:
    from perfos.cli.output import console, plain, print_json

    told = {name: told[name] for name in ("run_id", "written", "requests")}
    if as_json:
        print_json(told)
        return
    text = f"{told['written']:,} changes are written, with {told['requests']:,} requests"
    console().print(plain(text))
    console().print(plain(f"receipts of run {told['run_id']}"), soft_wrap=True)


def _show_changes(snapshot_id: str, found: "list[Changes]", as_json: bool) -> None:
    from perfos.cli.output import console, plain, print_json, table

    if as_json:
        objects = [
            {"object": one.where, "compared": one.offered, "changes": one.rows()} for one in found
        ]
        print_json({"snapshot": snapshot_id, "objects": objects})
        return
    out = console()
    out.print(plain(f"snapshot {snapshot_id}; nothing is sent without --write"))
    for one in found:
        rows = one.rows()
        records = len({row["record_id"] for row in rows})
        text = f"{len(rows):,} of {one.offered:,} values change, in {records:,} records"
        out.print(plain(f"{one.where}: {text}"), style="bold")
        if rows:
            cells = [
                (
                    row["record_id"],
                    row["field"],
                    "unanswered" if row["is_unsure"] else row["before"],
                    row["after"],
                )
                for row in rows[:SHOWN]
            ]
            out.print(table(["Record", "Field", "Before>", "After>"], cells))
        if len(rows) > SHOWN:
            out.print(plain(f"and {len(rows) - SHOWN:,} more; --json shows all"))
