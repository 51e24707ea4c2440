"""Random payees who draw, or who are paid as their customers pay."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

from tests.rules.cases import ALWAYS

MONTHS = [f"2026-{number:02}" for number in range(1, 9)]
CENT = Decimal("0.01")
Row = dict[str, Any]


def money(chance: random.Random, most: int) -> Decimal:
    return Decimal(chance.randrange(most * 100)) * CENT


def make_draw(chance: random.Random, number: int, draw_no: int) -> Row:
    """Return one draw of a payee, of any kind."""
    kind = chance.choice(["guarantee", "additive"])
    recovery = chance.choice(["recoverable", "recoverable", "none", "forgivable"])
    first, last = sorted(chance.choices(MONTHS, k=2))
    begins, ends = sorted(chance.choices(MONTHS, k=2))
    return {
        "plan_id": f"P{number}",
        "draw_no": draw_no,
        "draw_id": f"d{draw_no}",
        "kind": kind,
        "amount": money(chance, 3000) + CENT if kind == "guarantee" else None,
        "from_period": first,
        "to_period": last,
        "first_months": chance.choice([None, 3]),
        "recovery": recovery,
        "scope": "payee",
        "recover_from": chance.choice([None, begins]),
        "recover_to": chance.choice([None, ends]),
        "recover_share": chance.choice([Decimal(1), Decimal("0.5"), Decimal("0.3333333333")]),
        "recover_floor": chance.choice([Decimal(0), money(chance, 800)]),
        "forgiven_on": date(2026, chance.randint(1, 8), 28) if recovery == "forgivable" else None,
    }


def take(chance: random.Random, draws: list[Row]) -> dict[tuple[str, str], Decimal]:
    """Return what a payee takes of the draws that are taken at will, by draw and month."""
    return {
        (draw["draw_id"], month): money(chance, 500) + CENT
        for draw in draws
        if draw["kind"] == "additive"
        for month in MONTHS
        if chance.random() < 0.4
    }


def plan_rows(plan: str, payee: str, key: Row, is_on_cash: bool) -> dict[str, list[Row]]:
    """Return one payee's plan: all that is sold is earned, 70 % of it perhaps on cash."""
    return {
        "plan": [{"plan_id": plan, "currency": "EUR", **ALWAYS}],
        "payee_plan": [{"plan_id": plan, "person_id": payee, **ALWAYS}],
        "plan_component": [
            key
            | {"credit_to": "owner", "window": "event", "tier_by": "amount"}
            | {"rate_unit": "share", "rate_kind": "flat"}
        ],
        "plan_tier": [key | {"tier_no": 1, "lower": 0, "rate": 1, "is_retro": False}],
        "plan_payment": [
            key
            | {"part_no": no, "share": share, "released_by": by, "scope": "deal"}
            | {"step_no": 1, "step_count": 1, "hold_days": 0}
            for no, share, by in ((1, "0.3", "event"), (2, "0.7", "value"))
            if is_on_cash
        ],
    }


def add(events: list[Row], kind: str, name: str, on: date, amount: Decimal, deal: str) -> str:
    """Add an event of the payee whom its name begins with, and return its name."""
    events.append(
        {"event_id": name, "source_id": name, "deal_id": deal, "kind": kind, "occurred_on": on}
        | {"amount": amount, "currency": "EUR", "owner_id": name.split(".")[0]}
    )
    return name


def make_payee(chance: random.Random, number: int) -> dict[str, Any]:
    """Return the rows of one payee; every second one is paid on cash, and draws nothing."""
    plan, payee = f"P{number}", f"X{number}"
    key = {"plan_id": plan, "component_id": "c"}
    is_on_cash = number % 2 == 1
    rows = plan_rows(plan, payee, key, is_on_cash)
    events: list[Row] = []
    counted, released, earned, deals = [], [], {}, {}
    for place, month in enumerate(MONTHS):
        if chance.random() < 0.3:
            continue
        amount = money(chance, 4000) + CENT
        on = date(2026, int(month[5:]), chance.randint(1, 28))
        deal = f"{payee}.D{place}"
        name = add(events, "booking", f"{payee}.{place}", on, amount, deal)
        counted.append(key | {"event_id": name, "measured": amount})
        earned[month] = earned.get(month, Decimal(0)) + amount
        if is_on_cash:
            released.append(
                key | {"part_no": 2, "side": "value", "event_id": name, "measured": amount}
            )
            left = amount
            for turn in range(chance.randint(0, 3)):
                part = min(left, money(chance, 1500))
                left -= part
                on = date(2026, 8, 20 + turn)
                paid = add(events, "payment", f"{payee}.{place}.{turn}", on, part, deal)
                released.append(
                    key | {"part_no": 2, "side": "released", "event_id": paid, "measured": part}
                )
            deals[name] = (amount, amount - left)
    draws = [] if is_on_cash else [make_draw(chance, number, no) for no in range(1, 3)]
    taken = take(chance, draws)
    add(events, "renewal", f"{payee}.last", date(2026, 8, 31), Decimal(0), f"{payee}.last")
    rows |= {
        "event": events,
        "component_event": counted,
        "release_event": released,
        "plan_draw": draws,
        "draw_taken": [
            {"payee_id": payee, "draw_id": name, "period": month, "amount": amount}
            for (name, month), amount in taken.items()
        ],
    }
    return {"payee": payee, "earned": earned, "draws": draws, "taken": taken, "deals": deals} | {
        "rows": rows
    }
