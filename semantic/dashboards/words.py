"""Texts, numbers and dates in the language of the person who reads them."""

import string
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import flask
from babel import dates, numbers
from babel.messages.pofile import read_po

LANGUAGES = {"en": "English", "fr": "Français"}
HERE = Path(__file__).parent
TIMES = "\N{NO-BREAK SPACE}\N{MULTIPLICATION SIGN}"
NOTHING = "\N{EN DASH}"


def language() -> str:
    """Return the language of this request: what was chosen, or else what the browser asks for."""
    if not flask.has_request_context():
        return "en"
    chosen = flask.request.cookies.get("language", "")
    if chosen in LANGUAGES:
        return chosen
    return flask.request.accept_languages.best_match(list(LANGUAGES)) or "en"


@cache
def catalogue(tongue: str) -> dict[str, str]:
    """Return the texts of a language by their English; empty for English."""
    file = HERE / f"{tongue}.po"
    if not file.is_file():
        return {}
    with file.open("rb") as lines:
        found = read_po(lines, locale=tongue)
    return {str(one.id): str(one.string) for one in found if one.id and one.string}


class _Values(string.Formatter):
    """Fills the gaps of a text with values, and nothing else: no attributes, no indexes."""

    def get_field(self, field_name: str, args: object, kwargs: object) -> tuple[object, str]:
        return kwargs[field_name], field_name  # type: ignore[index]


def _(text: str, **values: object) -> str:
    """Return a text in the reader's language, its `{gaps}` filled."""
    told = catalogue(language()).get(text, text)
    return _Values().vformat(told, (), values) if values else told


def money(value: Decimal | None, currency: str, is_whole: bool = False) -> str:
    """Return an amount with its currency; `is_whole` leaves the minor units out."""
    if value is None:
        return NOTHING
    shown = value.quantize(Decimal(1)) if is_whole else value
    code = currency or "EUR"
    pattern = None
    if is_whole:
        pattern = "¤#,##0" if language() == "en" else "#,##0\u00a0¤"
    return numbers.format_currency(
        shown, code, pattern, locale=language(), currency_digits=not is_whole
    )


def number(value: Decimal | int | None, digits: int = 0) -> str:
    """Return a number with a fixed count of digits after the point."""
    if value is None:
        return NOTHING
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return numbers.format_decimal(value, pattern, locale=language())


def percent(value: Decimal | None, digits: int = 0) -> str:
    """Return a share as a percentage."""
    if value is None:
        return NOTHING
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    pattern += "%" if language() == "en" else "\u00a0%"
    return numbers.format_percent(value, pattern, locale=language())


def rate(value: Decimal) -> str:
    """Return a rate with as many digits as it has."""
    digits = -int((value * 100).normalize().as_tuple().exponent)
    return percent(value, min(max(digits, 0), 6))


def month(period: str | None) -> str:
    """Return a month such as 2026-10 in words."""
    if not period:
        return NOTHING
    day = date.fromisoformat(f"{period}-01")
    return dates.format_date(day, "MMMM yyyy", locale=language())


def day(value: date | datetime | None) -> str:
    """Return a day."""
    return dates.format_date(value, "medium", locale=language()) if value else NOTHING


def moment(value: datetime | None) -> str:
    """Return a day and a time (UTC)."""
    return f"{day(value)} {value:%H:%M}" if value else NOTHING
