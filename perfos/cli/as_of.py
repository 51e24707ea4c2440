"""`--as-of`: what was known at a time; what became known later never changes the answer."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from perfos.cli.errors import CommandError, Exit

if TYPE_CHECKING:
    import duckdb

AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME",
        help="Only what was known then (UTC), such as 2026-02-05T17:30:00.",
    ),
]


def go_back(snapshot: "duckdb.DuckDBPyConnection", as_of: str | None) -> None:
    """Leave in a snapshot only what was known at a time; everything if there is none.

    Raises:
        CommandError: It is no time.
    """
    from semantic.as_of import go_back as cut

    if as_of is None:
        return
    try:
        found = datetime.fromisoformat(as_of)
    except ValueError:
        raise CommandError(
            Exit.USAGE, f"{as_of!r} is no time: write 2026-02-05 or 2026-02-05T17:30:00"
        ) from None
    utc = found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    cut(snapshot, utc.isoformat())
