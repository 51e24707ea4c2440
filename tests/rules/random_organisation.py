"""An organisation in which people move, report in circles, split deals and sell in currencies."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.rules.cases import DAYS, Rows, calendar_day
from tests.rules.reference.case import FIRST
from tests.rules.rule_package import COMPANY

PEOPLE = [f"p{number:02}" for number in range(14)]
RATES = {"EUR": "1", "USD": "0.9", "GBP": "1.17", "JPY": "0.0061"}
COMPONENTS = {
    ("eur", "owner"): ("owner", None),
    ("eur", "split"): ("split", None),
    ("gbp", "split"): ("split", None),
    ("gbp", "direct"): ("manager", 1),
    ("eur", "two_levels"): ("manager", 2),
    ("jpy", "whole_chain"): ("manager", 99),
}


def organisation(random: Random) -> dict[str, Rows]:
    """Return the rows of the core's tables."""
    events = [_event(number, random) for number in range(120)]
    return {
        "company": [COMPANY],
        "currency": [{"currency": c, "minor_unit": 0 if c == "JPY" else 2} for c in RATES],
        "calendar": [calendar_day(day) for day in DAYS],
        "fx_daily": _rates(random),
        "plan": [{"plan_id": plan, "currency": plan.upper()} for plan in ("eur", "gbp", "jpy")],
        "plan_component": [
            {"plan_id": plan, "component_id": component, "credit_to": to, "manager_levels": levels}
            | {"window": "month", "tier_by": "amount", "rate_unit": "share"}
            for (plan, component), (to, levels) in COMPONENTS.items()
        ],
        "plan_tier": [
            {"plan_id": plan, "component_id": component, "tier_no": 1, "lower": 0, "rate": 1}
            | {"is_retro": False}
            for plan, component in COMPONENTS
        ],
        "payee_plan": [
            {"plan_id": plan, "person_id": person} | dict(span)
            for plan in ("eur", "gbp", "jpy")
            for person in random.sample(PEOPLE, 11)
            for span in _spans(random, random.randint(1, 2))
        ],
        "org_assignment": [
            {"person_id": person, "role": role, "manager_id": random.choice([*PEOPLE, None])}
            | dict(span)
            for person in PEOPLE
            for role in ("seller", "lead")[: random.randint(1, 2)]
            for span in _spans(random, random.randint(1, 3))
        ],
        "credit_split": _splits(random, events),
        "event": events,
        "component_event": [
            {"plan_id": plan, "component_id": component}
            | {"event_id": event["event_id"], "measured": event["amount"]}
            for plan, component in COMPONENTS
            for event in events
        ],
    }


def _rates(random: Random) -> Rows:
    return [
        {"currency": currency, "day": day}
        | {"rate": rate if rate == "1" else Decimal(rate) + Decimal(random.randint(0, 99)) / 10**6}
        for currency, rate in RATES.items()
        for day in DAYS
    ]


def _spans(random: Random, count: int) -> list[dict[str, date]]:
    """Return stretches of days that do not overlap, the last of them sometimes open."""
    cuts = sorted(random.sample(DAYS, 2 * count))
    spans = [
        {"valid_from": low, "valid_until": high}
        for low, high in zip(cuts[::2], cuts[1::2], strict=True)
    ]
    if random.random() < 0.7:
        spans[-1]["valid_until"] = date(9999, 12, 31)
    return spans


def _event(number: int, random: Random) -> dict[str, Any]:
    return {
        "event_id": f"e{number:03}",
        "source_id": f"e{number:03}",
        "deal_id": f"d{number // 2:03}",
        "kind": "booking",
        "occurred_on": FIRST + timedelta(days=random.randint(0, 364)),
        "amount": Decimal(random.randint(-(10**8), 10**9)) / 10**6,
        "currency": random.choice(list(RATES)),
        "quantity": random.randint(0, 9),
        "owner_id": random.choice([*PEOPLE, None]),
    }


def _splits(random: Random, events: Rows) -> Rows:
    return [
        {"deal_id": deal, "payee_id": payee, "split_kind": kind}
        | {"share": Decimal(random.randint(1, 10**10)) / 10**10}
        for deal in sorted({event["deal_id"] for event in events})
        for kind in ("revenue", "overlay")
        for payee in random.sample(PEOPLE, random.choice([0, 0, 1, 2, 3]))
    ]
