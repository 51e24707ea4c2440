"""The windows in which attainment is measured, and which of them are running on a day."""

from datetime import date
from decimal import Decimal
from typing import Any

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def running(day: date) -> dict[str, Any]:
    """Return the filter of the view `attainment` for the windows that a day lies in."""
    start, window = "attainment.window_start", "attainment.window"
    kinds = [
        {
            "and": [
                {"member": window, "operator": "equals", "values": [name]},
                {"member": start, "operator": "afterOrOnDate", "values": [f"{first:%Y-%m-%d}"]},
                {"member": start, "operator": "beforeOrOnDate", "values": [f"{day:%Y-%m-%d}"]},
            ]
        }
        for name, months in MONTHS.items()
        # Windows begin with a month: this is the first in which one that is running can.
        for first in [later(day.replace(day=1), 1 - months)]
    ]
    return {"or": kinds}


def later(first: date, months: int) -> date:
    """Return the first day of a month so many months later than another."""
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def elapsed(start: date, window: str, day: date) -> Decimal:
    """Return the share of a running window that is over at the end of a day."""
    end = later(start, MONTHS[window])
    return Decimal((day - start).days + 1) / (end - start).days


def holds(start: date, window: str, period: str) -> bool:
    """Whether a month lies in the window that begins on a day."""
    first = date.fromisoformat(f"{period}-01")
    return start <= first < later(start, MONTHS[window])
