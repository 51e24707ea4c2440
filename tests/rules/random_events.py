"""Random events: bookings of deals, and what becomes of them."""

from datetime import date, timedelta
from random import Random
from typing import Any

Row = dict[str, Any]
FIRST, DAYS = date(2026, 1, 1), 480
CURRENCIES = ("EUR", "EUR", "EUR", "USD", "GBP")


def some_day(random: Random, first: int = 0, last: int = DAYS) -> date:
    """Return a day so many days after the first one."""
    return FIRST + timedelta(days=random.randint(first, last))


def random_events(random: Random, people: list[str]) -> list[Row]:
    """Return bookings, and what follows some of them; the events of a deal have one currency."""
    deals = [
        {"deal": f"D{number}", "currency": random.choice(CURRENCIES), "by": random.choice(people)}
        for number in range(random.randint(1, 5))
    ]
    events: list[Row] = []
    for number in range(random.randint(5, 16)):
        booked = [event for event in events if event["kind"] == "booking"]
        event = {"id": f"e{number:02}", "on": str(some_day(random)), **random.choice(deals)}
        event |= {
            "kind": "booking",
            "amount": _amount(random),
            "quantity": random.randint(1, 9),
            "territory_id": random.choice(["north", "south", "west"]),
            "product_id": random.choice(["core", "core", "extra"]),
            "term": random.randint(1, 4),
            "discount": random.choice(["0", "0.05", "0.1", "0.15", "0.2", "0.3"]),
            "months": random.choice([6, 12, 13, 18, 24]),
            "monthly": random.choice([50, 100, 250]),
        }
        if booked and random.random() < 0.45:
            event |= _after(random, random.choice(booked))
        events.append(event)
    return events


def _amount(random: Random) -> str:
    cents = random.choice([random.randint(1, 9999), random.randint(10000, 2000000)])
    whole = random.choice([cents, cents // 10000 * 10000 + 10000])
    return f"{whole // 100}.{whole % 100:02}"


def _after(random: Random, booked: Row) -> Row:
    """Return what changes where an event follows a booking."""
    kind = random.choice(["payment", "payment", "cancellation", "credit_note", "usage", "invoice"])
    day = date.fromisoformat(booked["on"]) + timedelta(days=random.randint(0, 200))
    part = random.choice(["1", "1", "0.5", "0.3333"])
    cents = int(float(booked["amount"]) * 100 * float(part)) or 1
    sign = "-" if kind in ("cancellation", "credit_note") else ""
    return {
        "kind": kind,
        "on": str(day),
        "deal": booked["deal"],
        "currency": booked["currency"],
        "by": booked["by"],
        "amount": f"{sign}{cents // 100}.{cents % 100:02}",
        "quantity": -booked["quantity"] if sign else booked["quantity"],
        "related_event_id": booked["id"],
    }
