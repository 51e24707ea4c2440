"""Which windows are running on a day, as asked of the semantic layer and as computed here."""

from datetime import date
from decimal import Decimal

import pytest

from semantic.dashboards.figures.windows import elapsed, holds, later, running

DAY = date(2026, 11, 30)


def is_running(start, window, day):
    """Answer the filter of the semantic layer by hand."""
    return any(
        kind["and"][0]["values"] == [window]
        and kind["and"][1]["values"][0] <= f"{start:%Y-%m-%d}" <= kind["and"][2]["values"][0]
        for kind in running(day)["or"]
    )


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        ("month", date(2026, 11, 1), date(2026, 11, 1)),
        ("quarter", date(2026, 9, 1), date(2026, 11, 1)),
        ("half", date(2026, 6, 1), date(2026, 11, 1)),
        ("year", date(2025, 12, 1), date(2026, 11, 1)),
    ],
)
def test_windows_that_hold_the_day_are_running(window, first, last):
    assert is_running(first, window, DAY) and is_running(last, window, DAY)
    assert not is_running(later(first, -1), window, DAY)
    assert not is_running(later(last, 1), window, DAY)
    assert not is_running(first, "event", DAY)


def test_a_window_is_over_at_the_end_of_its_last_day():
    assert elapsed(date(2026, 11, 1), "month", DAY) == 1
    assert elapsed(date(2026, 10, 1), "quarter", date(2026, 10, 1)) == Decimal(1) / 92


def test_a_window_holds_its_months():
    start = date(2025, 11, 1)
    held = [period for period in ("2025-10", "2025-11", "2026-01", "2026-02")
            if holds(start, "quarter", period)]  # fmt: skip
    assert held == ["2025-11", "2026-01"]
