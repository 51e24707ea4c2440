"""What every example needs and hardly any is about: the company, its currencies, a year of days."""

from collections.abc import Mapping
from datetime import date, timedelta

from packages.trial.bench import Rows
from perfos.company.currencies import CURRENCIES

COMPANY = {
    "company": "example",
    "title": "Example",
    "currency": "EUR",
    "fiscal_year_start": 1,
    "first_open_period": "2026-01",
    "rounding_stage": "event",
    "rounding_mode": "half_up",
    "fx_policy": "event_date",
    "fx_max_age_days": 7,
}
FIRST, DAYS = date(2026, 1, 1), 365


def filled(given: Mapping[str, Rows]) -> dict[str, Rows]:
    """Return what an example gives, and the usual of what it does not give.

    The company is one of 2026 in euros; `company` may say some of it differently. Rates of other
    currencies are given; that of the company's own is 1 on every day.
    """
    said = [dict(row) for row in given.get("company", [{}])]
    company = [{**COMPANY, **row} for row in said]
    own = {"currency": company[0]["currency"], "rate": 1}
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    usual: dict[str, Rows] = {
        "currency": [{"currency": name, "minor_unit": m} for name, m in CURRENCIES.items()],
        "calendar": [_day(day) for day in days],
    }
    rates = [*given.get("fx_daily", []), *({**own, "day": day} for day in days)]
    return {**usual, **given, "company": company, "fx_daily": rates}


def _day(day: date) -> dict[str, object]:
    quarter, half = (day.month - 1) // 3, (day.month - 1) // 6
    return {
        "day": day,
        "period": f"{day:%Y-%m}",
        "quarter": f"{day.year}-Q{quarter + 1}",
        "half": f"{day.year}-H{half + 1}",
        "year": f"{day.year}",
        "month_start": day.replace(day=1),
        "quarter_start": date(day.year, quarter * 3 + 1, 1),
        "half_start": date(day.year, half * 6 + 1, 1),
        "year_start": date(day.year, 1, 1),
    }
