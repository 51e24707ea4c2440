"""`perfos replay`: closed months calculated again from the archive, seal by seal."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from perfos.cli.errors import CommandError, Exit
from perfos.cli.place import JsonOption, Place, checked_period


def replay(
    context: typer.Context,
    period: Annotated[
        str | None, typer.Argument(metavar="YYYY-MM", help="Up to this month; all if left out.")
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="An empty folder that keeps what is built; else none."),
    ] = None,
    archive: Annotated[
        Path | None, typer.Option(metavar="DIR", help="An archive from elsewhere.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Calculate closed months again in an empty place, and compare their seals."""
    from audit.archive import Archive
    from audit.refused import Refused
    from audit.replay import replay as again
    from perfos.cli.output import console, plain, print_json, table

    place: Place = context.obj
    kept = archive or place.state().archive
    if period:
        checked_period(period)
    with TemporaryDirectory(prefix="perfos-replay-") as aside:
        try:
            results = list(again(Archive(kept), into or Path(aside, "place"), period))
        except (Refused, ValueError) as error:
            raise CommandError(Exit.PROBLEM, str(error)) from error
    if as_json:
        print_json(results)
    else:
        rows = [
            (
                one.period,
                one.seal_no,
                f"{one.entries:,}",
                "the same seal" if one.is_same else "\n".join(one.differences),
                f"{one.seconds:.1f}",
            )
            for one in results
        ]
        console().print(table(["Month", "Seal>", "Entries>", "Replayed", "Seconds>"], rows))
        same = sum(one.is_same for one in results)
        seconds = sum(one.seconds for one in results)
        console().print(plain(f"{same} of {len(results)} seals are the same; {seconds:.1f} s"))
        console().print(plain(f"the last one is {results[-1].seal_hash}"), soft_wrap=True)
    raise typer.Exit(Exit.OK if all(one.is_same for one in results) else Exit.PROBLEM)
