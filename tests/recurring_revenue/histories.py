"""Histories at random: customers who buy, change, pause, leave and return, in three currencies."""

from datetime import date, timedelta
from random import Random
from typing import Any

FIRST = date(2024, 1, 1)
CURRENCIES = ("EUR", "EUR", "USD", "JPY")
Rows = list[dict[str, Any]]


def history(seed: int, customers: int, months: int) -> dict[str, Rows]:
    """Return subscriptions, customers and rates of so many months from 2024 on.

    What happened last is an event on the last day, so that every month is over.
    """
    random = Random(seed)
    last = date(2024 + months // 12, months % 12 + 1, 1) - timedelta(1)
    span = (last - FIRST).days
    rows: Rows = []
    for number in range(customers):
        for subscription in range(random.choice([1, 1, 2, 3])):
            rows += _subscription(random, f"c{number}", f"c{number}/{subscription}", span)
    return {
        "subscription": rows,
        "customer": [
            {"customer_id": f"c{number}", "segment": random.choice(["small", "large", None])}
            for number in range(customers)
        ],
        "event": [{"event_id": "E", "occurred_on": last}],
        "fx_daily": _rates(random, span),
        "calendar": _calendar(months),
    }


def _subscription(random: Random, customer: str, key: str, span: int) -> Rows:
    """Return the terms of one: each an upgrade, a downgrade, a pause before, or a return."""
    rows: Rows = []
    currency, day = random.choice(CURRENCIES), random.randrange(span)
    for _ in range(random.randint(1, 6)):
        lasts = random.choice([None, 0, random.randint(1, 400)])
        rows.append(
            {
                "subscription_id": key,
                "customer_id": customer,
                "product_id": random.choice(["gold", "silver", None]),
                "owner_id": random.choice(["ann", "bob", None]),
                "starts_on": FIRST + timedelta(day),
                "ends_before": None if lasts is None else FIRST + timedelta(day + lasts),
                "amount": f"{random.choice([0, 1, 500, 90_000])}.{random.randint(0, 99):02}",
                "currency": currency,
                "billing_months": random.choice([1, 1, 3, 12]),
                "source_id": f"{key}|{day}",
            }
        )
        day += random.randint(1, 300)
        if day >= span:
            break
    return rows


def _rates(random: Random, span: int) -> Rows:
    """Return rates that move, of days with gaps between them."""
    rows: Rows = []
    for currency, rate in (("USD", 9_200_000_000), ("JPY", 62_564_926)):
        day = 0
        while day < span:
            rows.append(
                {"currency": currency, "day": FIRST + timedelta(day), "rate": f"{rate}e-10"}
            )
            rate += rate * random.randint(-30, 30) // 1000
            day += random.choice([1, 3, 20])
    return rows


def _calendar(months: int) -> Rows:
    """Return the first days of the months, which is all that is read of a calendar here."""
    rows: Rows = []
    for number in range(months):
        year, month = 2024 + number // 12, number % 12
        rows.append(
            {
                "day": date(year, month + 1, 1),
                "quarter": f"{year}-Q{month // 3 + 1}",
                "year": str(year),
                "quarter_start": date(year, month // 3 * 3 + 1, 1),
                "year_start": date(year, 1, 1),
            }
        )
    return rows


def known(world: dict[str, Rows], until: date) -> dict[str, Rows]:
    """Return what was told by a day: no terms that begin later, and no end that lies ahead."""
    rows = [
        row | {"ends_before": row["ends_before"] if _is_by(row["ends_before"], until) else None}
        for row in world["subscription"]
        if row["starts_on"] <= until
    ]
    rates = [row for row in world["fx_daily"] if row["day"] <= until]
    event = [{"event_id": "E", "occurred_on": until}]
    return world | {"subscription": rows, "fx_daily": rates, "event": event}


def _is_by(day: date | None, until: date) -> bool:
    return day is not None and day <= until
