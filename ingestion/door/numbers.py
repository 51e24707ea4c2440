"""How numbers may be written, and the SQL that reads each way."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from ingestion.door.names import literal

DIGITS_AFTER_POINT = {"decimal": 6, "rate": 10, "integer": 6}
_ALL_DIGITS = 28

# Exporters write the same separator in several ways.
_VARIANTS = {" ": " \u00a0\u202f", "'": "'’"}  # noqa: RUF001


class Style(NamedTuple):
    """A way to write numbers; digits may be grouped by thousands, and need not be.

    Attributes:
        decimal: The decimal point.
        thousands: What groups digits by three.
    """

    decimal: str
    thousands: str


EXACT = Style(".", ",")
STYLES = (
    EXACT,
    Style(",", "."),
    Style(".", " "),
    Style(",", " "),
    Style(".", "'"),
    Style(",", "'"),
)


def styles(decimal: str | None, thousands: str | None) -> tuple[Style, ...]:
    """Return the styles that agree with what is declared; either part may be None."""
    if decimal and thousands:
        return (Style(decimal, thousands),)
    if thousands and thousands not in {style.thousands for style in STYLES}:
        return (Style(".", thousands), Style(",", thousands))
    return tuple(
        style
        for style in STYLES
        if decimal in (None, style.decimal) and thousands in (None, style.thousands)
    )


def separators(text: str) -> str:
    """Return SQL for the list of all separators that a column of texts holds."""
    shapes = {
        one: literal(f"[{_VARIANTS.get(one, one)}]")
        for one in sorted({part for style in STYLES for part in style})
    }
    found = ", ".join(
        f"case when bool_or(regexp_matches({text}, {shape})) then {literal(one)} end"
        for one, shape in shapes.items()
    )
    return f"[{found}]"


def told_apart(styles: Iterable[Style], present: Collection[str]) -> tuple[Style, ...]:
    """Return those of the styles that can read a column in different ways.

    Args:
        styles: Any styles.
        present: The separators that the column holds; what is not there cannot tell.
    """
    first: dict[tuple[bool | str, ...], Style] = {}
    for style in styles:
        first.setdefault(tuple(part in present and part for part in style), style)
    return tuple(first.values())


def number(text: str, style: Style, type_: str) -> str:
    """Return SQL that reads `text` as an exact decimal, or as a bigint for integers, else NULL.

    Args:
        text: SQL of a text without blanks around it, or NULL.
        style: How the numbers of the column are written.
        type_: decimal, rate or integer.
    """
    scale = DIGITS_AFTER_POINT[type_]
    point = "[.]" if style.decimal == "." else style.decimal
    groups = f"[{_VARIANTS.get(style.thousands, style.thousands)}]"
    shape = (
        rf"[+-]?(?:\d+|[1-9]\d{{0,2}}(?:{groups}\d{{3}})+)(?:{point}\d*)?(?:[eE][+-]?\d{{1,2}})?"
        rf"|[+-]?{point}\d+"
    )
    removed = _VARIANTS.get(style.thousands, style.thousands)
    plain = f"translate({text}, {literal(style.decimal + removed)}, '.')"
    # DuckDB casts text to 18 digits seventy times faster than to 28, which few numbers need.
    value = (
        f"coalesce(try_cast({plain} as decimal(18, {scale}))::decimal({_ALL_DIGITS}, {scale}), "
        f"try_cast({plain} as decimal({_ALL_DIGITS}, {scale})))"
    )
    if type_ == "integer":
        value = f"case when {value} = trunc({value}) then try_cast({value} as bigint) end"
    return f"case when regexp_full_match({text}, {literal(shape)}) then {value} end"


def boolean(text: str) -> str:
    """Return SQL that reads `text` as a yes or a no, else NULL."""
    return (
        f"case when lower({text}) in ('true', 't', 'yes', 'y', '1') then true "
        f"when lower({text}) in ('false', 'f', 'no', 'n', '0') then false end"
    )
