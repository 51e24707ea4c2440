"""Random clawbacks and contract costs; pools and contests of a plan."""

from random import Random
from typing import Any

from tests.rules.reference.earn import is_by_month

Row = dict[str, Any]


def afterwards(random: Random, component: Row) -> Row:
    """Return what happens to the pay of a component later."""
    found: Row = {}
    kinds = component["credit"]["events"]
    if "cancellation" not in kinds and random.random() < 0.4:
        found["clawback"] = _clawback(random, component)
    is_plain = not is_by_month(component)
    if is_plain and random.random() < 0.25:
        found["capitalise"] = _capitalise(random)
    return found


def _clawback(random: Random, component: Row) -> Row:
    methods = ["full", "full", "linear", "sliding", "share"]
    if not component.get("payment") and not component.get("hold"):
        methods += ["counterfactual", "counterfactual"]
    method = random.choice(methods)
    rule: Row = {"method": method}
    if "credit_note" not in component["credit"]["events"] and random.random() < 0.3:
        rule["on"] = ["cancellation", "credit_note"]
    if method == "linear":
        rule["term"] = random.choice([9, 12, "number(months)"])
        rule["begun_month"] = random.choice(["earned", "unearned"])
    elif method == "sliding":
        steps = [(0, "1"), (2, "0.5"), (5, "0.25"), (9, "0")]
        rule["table"] = [{"from": start, "share": share} for start, share in steps]
    elif method == "share":
        rule["share"] = random.choice(["0.5", "0.6"])
    if random.random() < 0.3:
        rule["within"] = random.choice([{"months": 3}, {"months": 6}, {"days": 90}])
    if random.random() < 0.3:
        rule["anchor"] = "payment"
    if method != "counterfactual":
        rule["of"] = random.choice(["original", "original", "paid"])
        rate = component["rate"]
        is_retro = rate["kind"] == "retroactive" or any(
            t.get("retro") for t in rate.get("tiers", [])
        )
        if component["window"] != "event" and not is_retro and random.random() < 0.3:
            rule["attainment"] = "reduced"
    return rule


def _capitalise(random: Random) -> Row:
    rule: Row = {
        "months": random.choice([24, 36, "number(months)"]),
        "by": random.choice(["month", "month", "day"]),
        "starts": random.choice(["same_month", "next_month"]),
    }
    if rule["by"] == "month" and random.random() < 0.3:
        rule["starts"] = "mid_month"
    if random.random() < 0.4:
        rule["expedient"] = random.choice([0, 6])
    return rule


def together(random: Random, components: list[Row], people: list[str]) -> Row:
    """Return what people of a plan earn together, or against each other."""
    found: Row = {}
    if random.random() < 0.25:
        found["pools"] = [_pool(random, components, people)]
    if random.random() < 0.25:
        found["contests"] = [_contest(random, components)]
    return found


def _qualify(random: Random, components: list[Row], window: str | None) -> Row:
    named = [
        one
        for one in components
        if one["window"] != "event"
        and window in (None, one["window"])
        and one["rate"].get("by") != "tenure"
    ]
    if not named or random.random() < 0.6:
        return {}
    one = random.choice(named)
    bound = random.choice(["0.25", "0.5"]) if one.get("quota") else 500
    return {"qualify": {"component": one["id"], "from": bound}}


def _pool(random: Random, components: list[Row], people: list[str]) -> Row:
    window = random.choice(["month", "quarter", "half"])
    funding = random.choice([{"rate": "0.05"}, {"rate": "0.1", "over": 2000}, {"amount": 1000}])
    by = random.choice(["equal", "equal", "weight", "credited", "days"])
    share: Row = {"by": by, "who": random.choice(["last_day", "any_day"])}
    if by == "weight":
        share["weights"] = {people[0]: 2}
    pool = {
        "id": "team",
        "title": "Team",
        "credit": {"events": random.choice([["booking"], ["booking", "credit_note"]])},
        "window": window,
        "funding": funding,
        "share": share,
    }
    if random.random() < 0.2:
        pool["achievement"] = "0.9"
    return pool | _qualify(random, components, window)


def _contest(random: Random, components: list[Row]) -> Row:
    contest = {
        "id": "best",
        "title": "Best",
        "credit": {"events": ["booking"]},
        "starts_on": random.choice(["2026-01-01", "2026-03-15"]),
        "ends_on": random.choice(["2026-06-30", "2026-12-31"]),
        "score": random.choice(["credited", "count", "quantity"]),
        "prizes": random.choice([[1500, 1000, 500], ["100.01", "33.34"], [250]]),
        "ties": random.choice(["share", "all", "earliest"]),
    }
    if random.random() < 0.3:
        contest["minimum"] = 2
    return contest | _qualify(random, components, None)
