"""How dates and timestamps may be written, and the SQL that reads each way.

A value is read as a moment in UTC. Every reading refuses what its format does not say in full: a
day that does not exist, a year of two digits where four are meant, text after the date.
"""

import re
from itertools import product

from ingestion.door.names import literal

# Moments with an offset are moved to UTC; without one they are taken as UTC.
_ISO = (
    r"[1-9]\d{3}-\d{2}-\d{2}"
    r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
)
_TIME = r"(?: \d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?: [AaPp][Mm])?)?"
_TIMES = ("", " %H:%M:%S", " %H:%M", " %H:%M:%S.%f", " %I:%M:%S %p", " %I:%M %p")
_DIGITS = {
    "%d": r"\d{1,2}",
    "%m": r"\d{1,2}",
    "%Y": r"[1-9]\d{3}",
    "%y": r"\d{2}",
    "%b": "[A-Za-z]{3}",
    "%B": "[A-Za-z]{3,9}",
}

ISO = "%Y-%m-%d"
FORMATS = (
    ISO,
    *(
        separator.join(order)
        for order, separator in product(
            (
                ("%Y", "%m", "%d"),
                ("%d", "%m", "%Y"),
                ("%m", "%d", "%Y"),
                ("%d", "%m", "%y"),
                ("%m", "%d", "%y"),
                ("%y", "%m", "%d"),
            ),
            "-/.",
        )
        if separator.join(order) != ISO
    ),
    "%Y%m%d",
    *(
        separator.join(order)
        for order, separator in product(
            (("%d", "%b", "%Y"), ("%d", "%B", "%Y"), ("%d", "%b", "%y")), " -"
        )
    ),
    "%b %d, %Y",
    "%B %d, %Y",
)


def detected_format(text: str, format: str, type_: str) -> str:
    """Return SQL that reads `text` in one of `FORMATS`, with or without a time, else NULL.

    Args:
        text: SQL of a text without blanks around it, or NULL.
        format: One of `FORMATS`.
        type_: date or timestamp; a date is the day of the moment in UTC.
    """
    if format == ISO:
        # A day that was not padded (2024-1-5) is ISO to every reader of it.
        loose = f"try_strptime({text}, {literal(ISO)})"
        return (
            f"(case when regexp_full_match({text}, {literal(_ISO)}) "
            f"then try_cast({text} as timestamptz)::timestamp "
            rf"when regexp_full_match({text}, '[1-9]\d{{3}}-\d{{1,2}}-\d{{1,2}}') then {loose} end)"
            f"::{type_}"
        )
    times = ", ".join(literal(format + time) for time in _TIMES)
    return (
        f"(case when regexp_full_match({text}, {literal(_shape(format))}) "
        f"then try_strptime({text}, [{times}]) end)::{type_}"
    )


def declared_format(text: str, format: str, type_: str) -> str:
    """Return SQL that reads `text` in a format that the company declared, else NULL.

    A year before 1000 is a year of two digits in a place for four: money in the wrong century.
    """
    read = f"try_strptime({text}, {literal(format)})"
    if re.search("%[zZ]", format):
        read += "::timestamptz::timestamp"
    return f"(case when year({read}) >= 1000 then {read} end)::{type_}"


def _shape(format: str) -> str:
    """Return the regular expression of all texts that can be in that format."""
    if format == "%Y%m%d":
        return r"(?:19|20|21)\d{6}" + _TIME
    escaped = format.replace(".", r"\.")
    return re.sub("%[a-zA-Z]", lambda part: _DIGITS[part[0]], escaped) + _TIME
