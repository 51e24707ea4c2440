"""Random credits: which events, whose, and how much of them."""

from random import Random
from typing import Any

Row = dict[str, Any]
PAYOUTS = ("steps", "interpolated")
TO = ("owner", "owner", "owner", "split", "split", "manager", "territory", "everybody")


def random_credit(random: Random, window: str) -> Row:
    """Return the credit of a component with a window."""
    events = random.choice([["booking"], ["booking"], ["booking", "credit_note"], ["invoice"]])
    if random.random() < 0.15:
        events = ["booking", "cancellation", "credit_note"]
    credit: Row = {"events": events}
    credit |= _whose(random)
    if random.random() < 0.15:
        credit["counts"] = random.choice(["amount * 0.8", "quantity"])
    if random.random() < 0.15:
        credit["share"] = random.choice(["0.5", "0.25", "1.2"])
    if random.random() < 0.2:
        credit["measure"] = random.choice(["amount * 0.8", "quantity"])
    if random.random() < 0.2:
        credit["when"] = random.choice(["product_id = 'core'", "amount >= 500"])
    if random.random() < 0.15:
        fees = random.sample([{"share": "0.1"}, {"amount": 25}, {"share": "0.075"}], 2)
        credit["fees"] = {"order": random.choice(["aggregate", "cumulative"]), "take": fees}
    if random.random() < 0.1 and window != "event":
        credit["first"] = random.randint(1, 3)
    return credit


def _whose(random: Random) -> Row:
    credit: Row = {"to": random.choice(TO)}
    if credit["to"] == "manager":
        credit["levels"] = random.choice([1, 2, "all"])
        if random.random() < 0.4:
            credit["above"] = "split"
    if credit["to"] == "territory" and random.random() < 0.3:
        credit["each"] = "whole"
    return credit


def who_shares(random: Random, component: Row) -> Row:
    """Return whether those who share a deal move by their part or by the whole of it."""
    credit, rate = component["credit"], component["rate"]
    is_shared = credit["to"] == "split" or credit.get("above") == "split"
    pays_part = "rate" in (rate.get("points") or [{}])[0] or rate["kind"] not in PAYOUTS
    if is_shared and pays_part and rate.get("unit") != "per_unit" and random.random() < 0.4:
        return {"splits": "pay"}
    return {}
