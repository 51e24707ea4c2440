"""Random companies: people who come, go and move, what they should reach, and what happens."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.rules.random_events import random_events, some_day
from tests.rules.random_plan import QUOTAS, random_plans
from tests.rules.reference.calendar import LENGTH, months_later

Row = dict[str, Any]
PEOPLE = ("ann", "bob", "cem", "dan")
RATES = [
    [currency, "EUR", str(date(2025 + month // 12, month % 12 + 1, 1)), rate]
    for currency, rates in (
        ("USD", ("0.9", "0.92", "0.905", "0.88", "0.9175")),
        ("GBP", ("1.17", "1.15", "1.1825", "1.2")),
    )
    for month in range(45)
    for rate in [rates[month % len(rates)]]
]


def random_company(name: str, random: Random, fiscal_year_start: int = 1) -> Row:
    """Return an example with one or two plans, and everything that they need."""
    people = list(PEOPLE[: random.randint(1, 4)])
    example: Row = {
        "id": name,
        "people": people,
        "hired": _hired(random, people),
        "org": _org(random, people),
        "plans": random_plans(random, people),
    }
    example["events"] = random_events(random, people)
    example["splits"] = _splits(random, people, example["events"])
    example["quotas"] = _quotas(random, people, fiscal_year_start)
    example["leave"] = _leave(random, people, example["hired"])
    example["draws"] = _draws(random, example)
    return example | {"expected": []}


def _hired(random: Random, people: list[str]) -> Row:
    found: Row = {}
    for person in people:
        days: Row = {"from": str(some_day(random, -900, 0))}
        if random.random() < 0.3:
            days["from"] = str(some_day(random, 0, 120))
        if random.random() < 0.15:
            days["to"] = str(some_day(random, 150, 400))
        found[person] = days
    return found


def _org(random: Random, people: list[str]) -> list[Row]:
    """Return who is what; everybody is a seller at first, and some become leads."""
    rows = []
    for number, person in enumerate(people):
        manager = people[number + 1] if number + 1 < len(people) else None
        row = {
            "person": person,
            "role": "seller",
            "manager": manager,
            "territory": random.choice(["north", "south", None]),
            "valid_from": "2020-01-01",
        }
        if random.random() < 0.25:
            moved = some_day(random, 40, 300)
            later = row | {"role": "lead", "valid_from": str(moved)}
            later["territory"] = random.choice(["north", "south", None])
            rows.append(row | {"valid_to": str(moved - timedelta(days=1))})
            rows.append(later)
        else:
            rows.append(row)
    return rows


def _splits(random: Random, people: list[str], events: list[Row]) -> list[Row]:
    rows = []
    for deal in sorted({event["deal"] for event in events}):
        if len(people) < 2 or random.random() < 0.4:
            continue
        one, other = random.sample(people, 2)
        cut = random.randint(1, 99)
        rows.append({"deal": deal, "payee": one, "share": f"0.{cut:02}"})
        rows.append({"deal": deal, "payee": other, "share": f"0.{100 - cut:02}"})
        rest = [person for person in people if person not in (one, other)]
        if rest and random.random() < 0.4:
            within = {"within": one} if random.random() < 0.5 else {"kind": "overlay"}
            rows.append({"deal": deal, "payee": rest[0], "share": "0.25", **within})
    return rows


def _quotas(random: Random, people: list[str], fiscal_year_start: int) -> list[Row]:
    """Return a quota of each name by each window, some of them missing, some in another money."""
    rows = []
    for (name, window), plain in QUOTAS.items():
        for person in people:
            for start in _starts(window, fiscal_year_start):
                if random.random() < 0.05:
                    continue
                row = {"payee": person, "quota": name, "window": window, "starts_on": start}
                amount = random.choice(plain)
                rows.append(
                    row | {"amount": amount, "currency": random.choice(["EUR", "EUR", "USD"])}
                )
                if name == "units":
                    rows[-1]["currency"] = ""
    return rows


def _starts(window: str, fiscal_year_start: int) -> list[str]:
    """Return the first days of the windows of some three years."""
    first = date(2025, fiscal_year_start, 1)
    return [str(months_later(first, months)) for months in range(0, 36, LENGTH[window])]


def _leave(random: Random, people: list[str], hired: Row) -> list[Row]:
    rows = []
    for person in people:
        if random.random() < 0.3:
            start = max(some_day(random, 0, 200), date.fromisoformat(hired[person]["from"]))
            end = start + timedelta(days=random.randint(0, 50))
            rows.append({"person": person, "starts_on": str(start), "ends_on": str(end)})
    return rows


def _draws(random: Random, example: Row) -> list[Row]:
    """Return what people take of the additive draws of the plans."""
    rows = []
    for plan in example["plans"]:
        for draw in plan.get("draws", []):
            if draw["kind"] != "additive":
                continue
            for person in plan["people"]:
                for month in random.sample(range(1, 7), random.randint(0, 2)):
                    row = {"payee": person, "draw": draw["id"], "period": f"2026-{month:02}"}
                    rows.append(row | {"amount": random.randint(1, 1000)})
                    if draw.get("scope") == "deal":
                        rows[-1]["deal"] = random.choice(example["events"])["deal"]
    return rows
