"""A CRM at random, with everything that may be wrong in it."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

Row = dict[str, Any]
FIRST = date(2026, 1, 1)
STAGES = [{"stage": name, "position": n} for n, name in enumerate(("Talk", "Offer", "Won"), 1)]
REQUIRED = [
    {"stage": "any", "field": "closed_on"},
    {"stage": "Offer", "field": "champion"},
    {"stage": "Nowhere", "field": "name"},
]
CRITERIA = [
    {"stage": "Talk", "field": "pain"},
    {"stage": "Offer", "field": "score", "at_least": 8},
]
CHECKS = [
    {"check_id": "stale_deal", "threshold": 10},
    {"check_id": "dead_deal", "severity": "warning"},
    {"check_id": "loss_reason_missing", "threshold": 40},
]
OFF = [{"check_id": "dead_deal", "severity": "off"}]
NAMES = (
    *("Acme", "ACME S.A.", "acme & Co. KG", "Globex", "Globex Ltd", "Initech", "Hooli GmbH"),
    *("Hooli, Inc.", "Umbrella", "SAS", None, "Été BV", "Ete"),
)


def world(seed: int, deals: int = 150) -> dict[str, list[Row]]:
    """Return what a CRM may tell, by entity, and what a company has set."""
    chance = Random(seed)
    rows = [_deal(chance, f"D{number:03}") for number in range(deals)]
    days = [FIRST + timedelta(days=number) for number in range(70)]
    return {
        "opportunity": rows,
        "opportunity_change": [
            {
                "opportunity_id": chance.choice(rows)["opportunity_id"],
                "changed_at": datetime(2026, 1, 1, number % 24) + timedelta(days=number % 61),
                "field": chance.choice(["stage", "amount"]),
            }
            for number in range(deals)
        ],
        "activity": [] if seed % 3 == 0 else _activities(chance, rows),
        "person": [{"person_id": "ann"}, {"person_id": "bob", "left_on": date(2026, 2, 1)}],
        "org_assignment": [
            {"person_id": "ann", "manager_id": boss, "valid_from": start, "role": "seller"}
            for boss, start in (("mia", FIRST), (None, date(2026, 5, 1)))
        ],
        "customer": [
            {
                "customer_id": f"c{number}",
                "name": chance.choice(NAMES),
                "parent_id": chance.choice([None, None, "c1", "c2"]),
                "dims": {"website": chance.choice(["http://www.x.fr/a", "y.com", "none", ""])},
            }
            for number in range(12)
        ],
        "fx_daily": [{"currency": "USD", "day": day, "rate": "0.9"} for day in days],
        "stages": STAGES if seed % 2 else [],
        "required_fields": REQUIRED if seed % 5 else [],
        "exit_criteria": CRITERIA,
        "checks": (CHECKS, OFF, [])[seed % 3],
    }


def _deal(chance: Random, key: str) -> Row:
    def day() -> date:
        return FIRST + timedelta(days=chance.randrange(60))

    stage = chance.choice(["Talk", "Offer", "Offer", "Won", "Lost", "Odd", None])
    dims = {
        "champion": chance.choice(["Eve", "", " "]),
        "pain": chance.choice(["much", ""]),
        "score": chance.choice(["7", "8", "8.5", "high", ""]),
        "loss_reason": chance.choice(["Price", ""]),
    }
    return {
        "opportunity_id": key,
        "name": f"Deal {key}",
        "customer_id": chance.choice([None, *(f"c{number}" for number in range(12))]),
        "owner_id": chance.choice(["ann", "ann", "bob", "zed", None]),
        "stage": stage,
        "amount": chance.choice([None, "0", "-1", "10.5", "200"]),
        "currency": chance.choice(["EUR", "USD", "GBP"]),
        "created_on": chance.choice([None, day(), day(), day()]),
        "closed_on": chance.choice([None, day(), day() + timedelta(days=40)]),
        "is_closed": chance.choice([None, stage in ("Won", "Lost")]),
        "is_won": stage == "Won",
        "forecast_category": chance.choice(["Commit", "commit ", "Pipeline", None]),
        "dims": {name: value for name, value in dims.items() if value},
    }


def _activities(chance: Random, rows: list[Row]) -> list[Row]:
    return [
        {
            "activity_id": f"A{number}",
            "opportunity_id": chance.choice(rows)["opportunity_id"],
            "kind": "call",
            "happened_at": datetime(2026, 1, 1, 9) + timedelta(days=chance.randrange(90)),
            "recorded_on": FIRST + timedelta(days=chance.randrange(61)),
        }
        for number in range(len(rows))
    ]
