"""Months, windows and whole months, counted on fingers."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

LENGTH = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def period(day: date) -> str:
    """Return a day's month as YYYY-MM."""
    return f"{day:%Y-%m}"


def month_start(name: str) -> date:
    """Return the first day of a month that is written YYYY-MM."""
    return date.fromisoformat(f"{name}-01")


def months_later(day: date, months: int) -> date:
    """Return the same day some months later; the last of that month where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """Return the last day of a day's month."""
    return months_later(day.replace(day=1), 1) - timedelta(days=1)


def months_between(first: date, last: date) -> Iterator[date]:
    """Yield the first days of all months from one day to another."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = months_later(month, 1)


def whole_months(start: date, end: date) -> int:
    """Return how many whole months lie between two days."""
    count = (end.year - start.year) * 12 + end.month - start.month
    return count if months_later(start, count) <= end else count - 1


def window_start(day: date, window: str, fiscal_year_start: int) -> date:
    """Return the first day of the window that a day lies in."""
    since = (day.month - fiscal_year_start) % 12 % LENGTH[window]
    return months_later(day.replace(day=1), -since)


def window_end(start: date, window: str) -> date:
    """Return the last day of a window."""
    return months_later(start, LENGTH[window]) - timedelta(days=1)


def days_of(first: date, last: date) -> Iterator[date]:
    """Yield all days from one to another."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
