"""Random gates, multipliers, minimums and caps, and when all that is paid."""

from random import Random
from typing import Any

from tests.rules.reference.rated import is_by_components

Row = dict[str, Any]
HOLDS: tuple[Row, ...] = (
    {"days": 1},
    {"days": 30},
    {"days": 45, "until": "month"},
    {"until": "quarter"},
)
TIMES_THREE = "case when number(term) = 3 then 1.5 end"


def modifiers(random: Random, component: Row, others: list[Row]) -> Row:
    """Return what comes after the rate of a component."""
    found: Row = {}
    window, rate = component["window"], component["rate"]
    if random.random() < 0.15 and rate["kind"] not in ("steps", "interpolated"):
        found["multiplier"] = TIMES_THREE
    named = referable([*others, component], window)
    if window == "event" and random.random() < 0.5:
        named = referable(others, random.choice(["month", "quarter"]))
    quotas = {one["id"]: one.get("quota") for one in [*others, component]}
    if named and random.random() < 0.25:
        name = random.choice(named)
        bound = random.choice(["0.25", "0.5", "1"]) if quotas[name] else random.choice([500, 10000])
        found["gate"] = {"component": name, "from": bound}
    if named and window != "event" and random.random() < 0.2:
        found["multipliers"] = [_multiplier(random, random.choice(named))]
    if random.random() < 0.15:
        per = random.choice(["event", "period", "window"])
        if rate["kind"] in ("steps", "interpolated", "matrix"):
            per = "period"
        if per != "window" or window != "event":
            found["minimum"] = {"per": per, "amount": random.choice([50, "123.45"])}
    if random.random() < 0.25:
        found["cap"] = _cap(random, window)
    return found


def referable(components: list[Row], window: str) -> list[str]:
    """Return the components of a window that others may go by."""
    return [
        one["id"]
        for one in components
        if one["window"] == window != "event" and one["rate"].get("by") != "tenure"
    ]


def _multiplier(random: Random, name: str) -> Row:
    if random.random() < 0.5:
        tiers = [
            {"from": 0, "times": "0.5"},
            {"from": "0.5", "times": 1},
            {"from": 1, "times": "1.25"},
        ]
        return {"component": name, "tiers": tiers}
    points = [{"at": "0.5", "times": "0.8"}, {"at": 1, "times": 1}, {"at": "1.5", "times": "1.3"}]
    found: Row = {"component": name, "kind": "interpolated", "points": points}
    return found | ({"beyond": "linear"} if random.random() < 0.3 else {})


def _cap(random: Random, window: str) -> Row:
    per = random.choice(["event", "period", "year"] + (["window"] if window != "event" else []))
    cap = {"per": per, "amount": random.choice([500, "1234.56", 3000])}
    if per != "event" and random.random() < 0.3:
        cap["excess"] = "carried"
    return cap


def paying(random: Random, component: Row) -> Row:
    """Return when a component is paid."""
    found: Row = {}
    if random.random() < 0.3 and not is_by_components(component["rate"]):
        found["payment"] = random.choice(
            [
                [
                    {"share": "0.5", "on": "booking"},
                    {"share": "0.5", "on": "payment", "of": "deal"},
                ],
                [{"share": 1, "on": "payment"}],
                [{"share": "0.7", "on": "payment", "of": "event"}, {"share": "0.3", "on": "event"}],
                [{"share": "0.75", "on": "event"}, {"share": "0.25", "months": [3, 4, 6]}],
                [
                    {"share": "0.4", "on": "usage", "first": True, "from": 500},
                    {"share": "0.6", "on": "usage", "of": "12 * number(dims['monthly'])"},
                ],
            ]
        )
    if random.random() < 0.15:
        found["hold"] = random.choice(HOLDS)
    return found
