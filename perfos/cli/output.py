"""What commands print: tables for people, JSON for programs, and no tricks from the data."""

import dataclasses
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    import duckdb

# Joiners are part of names in some scripts; every other invisible character can deceive.
HARMLESS = {"\u200c", "\u200d"}


def console() -> Console:
    """Return where people read; a file or a pipe is wide enough for every table."""
    is_narrow = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(highlight=False, width=None if is_narrow else 160)


def complain(message: str) -> None:
    """Print what went wrong, on standard error."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(plain(message, keep="\n"))


def plain(value: object, keep: str = "") -> Text:
    """Return a value as text that no terminal and no markup takes for a command.

    Control characters, and those that reverse or hide what follows, are shown as codes.
    """
    if value is None:
        return Text("-")
    return Text(
        "".join(
            f"\\x{ord(char):02x}"
            if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
            and char not in HARMLESS
            and char not in keep
            else char
            for char in str(value)
        )
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> Table:
    """Return a table; a column whose name ends in `>` is aligned right and never broken.

    Nor are words: where the screen is narrow, only columns with blanks in them give way.
    """
    cells = [[cell if isinstance(cell, Text) else plain(cell) for cell in row] for row in rows]
    made = Table(title=plain(title) if title else None, title_justify="left", box=None)
    for number, column in enumerate(columns):
        is_right = column.endswith(">")
        made.add_column(
            plain(column.removesuffix(">")),
            justify="right" if is_right else "left",
            no_wrap=is_right or not any(" " in row[number].plain for row in cells),
            overflow="fold",
        )
    for row in cells:
        made.add_row(*row)
    return made


def stacked(*values: object) -> Text:
    """Return values as the lines of one cell."""
    return Text("\n").join([plain(value) for value in values])


def minor_units(snapshot: "duckdb.DuckDBPyConnection") -> dict[str, int]:
    """Return the number of digits after the point of each currency."""
    return dict(snapshot.execute("select currency, minor_unit from core.currency").fetchall())


def amount(value: Decimal | None, currency: str, minor_units: Mapping[str, int]) -> str:
    """Return money with the digits of its currency; more of them where the value has more."""
    if value is None:
        return "-"
    digits = minor_units.get(currency, 2)
    exponent = value.normalize().as_tuple().exponent
    return f"{value:,.{max(digits, -int(exponent))}f} {currency}"


def rate(value: Decimal, unit: str | None) -> str:
    """Return a rate: a share as a percentage, an amount per unit or deal as it is."""
    if unit in ("per_unit", "per_deal"):
        return f"{number(value)} {unit.replace('_', ' ')}"
    return f"{number(value * 100)} %"


def attainment(
    before: Decimal | None, after: Decimal | None, quota: Decimal | None, digits: int | None = None
) -> str:
    """Return the way through a window: as shares of the quota, or as it is where there is none."""
    if before is None or after is None:
        return "-"
    if quota:
        return " → ".join(f"{number(round(100 * value / quota, 2))} %" for value in (before, after))
    way = (before, after)
    return " → ".join(number(one) if digits is None else f"{one:,.{digits}f}" for one in way)


def number(value: Decimal) -> str:
    """Return a number in full, without the zeros at its end."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(value: Decimal) -> str:
    """Return a difference with its sign."""
    return f"{'+' if value > 0 else ''}{number(value)}"


def print_json(content: object) -> None:
    """Print JSON: exact numbers and dates as text, everything beyond ASCII escaped."""
    sys.stdout.write(json.dumps(content, indent=2, default=_as_json) + "\n")


def _as_json(value: Any) -> Any:  # noqa: ANN401 - whatever JSON has no word for.
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON")
