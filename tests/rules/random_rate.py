"""Random rates: tiers, steps, curves, matrices and formulas."""

from random import Random
from typing import Any

Row = dict[str, Any]
BY_TERM = "case when number(term) >= 3 then 0.15 when number(term) = 2 then 0.125 else 0.1 end"
BOUNDS = {
    "amount": ["1000", "5000", "12345.67", "20000"],
    "attainment": ["0.25", "0.5", "0.8", "1", "1.3333333333"],
    "quantity": ["3", "8", "15"],
    "count": ["1", "2", "4"],
    "tenure": ["3", "5", "12"],
}
RATES = ("0", "0.01", "0.035", "0.05", "0.0775", "0.1", "0.2")


def rate(random: Random, window: str, quota: str | None, named: list[str]) -> Row:
    """Return a rate with the quota and the target that it needs.

    Args:
        random: What decides.
        window: The component's window.
        quota: A quota for that window.
        named: Components of the same window that a matrix may go by.
    """
    kinds = ["flat", "marginal", "marginal", "retroactive", "mixed", "steps", "interpolated"]
    kind = random.choice([*kinds, "formula", "matrix", "tenure"])
    if kind == "formula":
        return {"rate": {"kind": "formula", "rate": BY_TERM}}
    if kind == "matrix":
        is_over_both = len(named) > 1 and random.random() < 0.6
        return _matrix_over(random, named) if is_over_both else {"rate": _matrix(random)}
    if kind == "tenure":
        tiers = _tiers(random, "tenure", "1", "marginal")
        return {"rate": {"kind": "marginal", "by": "tenure", "tiers": tiers}}
    by = random.choice(["amount", "quantity", "count"])
    if quota == "units" or (quota and random.random() < 0.6):
        by = "attainment"
    found: Row = {"quota": quota} if by == "attainment" else {}
    if kind in ("steps", "interpolated"):
        return found | _payout(random, kind, by, window, quota)
    return found | {"rate": _table(random, kind, by)}


def _table(random: Random, kind: str, by: str) -> Row:
    table: Row = {"kind": "marginal" if kind == "mixed" else kind, "by": by}
    if kind == "flat":
        table["rate"] = random.choice(RATES)
    else:
        table["tiers"] = _tiers(random, by, "0", kind)
        if random.random() < 0.2:
            table["bounds"] = "upper"
        elif random.random() < 0.15 and kind != "mixed":
            table["bounds"] = "closed"
            for tier in table["tiers"][:-1]:
                tier["to"] = str(float(tier["from"]) + 0.2)
            table["tiers"][-1]["to"] = str(float(table["tiers"][-1]["from"]) + 5)
    if random.random() < 0.2:
        table["unit"] = random.choice(["per_unit", "per_deal"])
        for tier in table.get("tiers", [table]):
            tier["rate"] = random.choice(["5", "12.5", "20"])
    return table


def _matrix_over(random: Random, named: list[str]) -> Row:
    rows, columns = random.sample(named, 2)
    table: Row = {
        "kind": "matrix",
        "bounds": random.choice(["lower", "upper"]),
        "rows": {"by": {"component": rows}, "from": [0, random.choice(["0.5", 500])]},
        "columns": {"by": {"component": columns}, "from": [0, random.choice(["0.25", 1000])]},
        "rates": [["0", "0.05"], ["0.02", "0.1"]],
    }
    if random.random() < 0.5:
        table["rates"] = [["0", "0.5"], ["0.25", "1.1"]]
        return {"target": random.choice([1000, "777.77"]), "rate": table}
    return {"rate": table}


def _bounds(random: Random, by: str, first: str) -> list[str]:
    places = BOUNDS[by]
    picked = sorted(random.sample(places, random.randint(1, len(places))), key=float)
    return [first, *picked]


def _tiers(random: Random, by: str, first: str, kind: str) -> list[Row]:
    tiers = []
    for bound in _bounds(random, by, first):
        tier: Row = {"from": bound, "rate": random.choice(RATES)}
        if kind == "mixed":
            tier["retro"] = random.random() < 0.5
        tiers.append(tier)
    return tiers


def _payout(random: Random, kind: str, by: str, window: str, quota: str | None) -> Row:
    found: Row = {}
    is_share = random.random() < 0.5
    if is_share:
        found["target"] = random.choice([5000, "1234.56"])
        if window in ("month", "quarter", "half") and random.random() < 0.5:
            found["target"] = {"quota": "variable", "weight": random.choice(["1", "0.4"])}
    pays = ["0.1", "0.35", "1", "1.5"] if is_share else ["100", "333.33", "1000", "2500"]
    bounds = _bounds(random, by, "0")[1:]
    table: Row = {"kind": kind, "by": by}
    if kind == "steps":
        table["tiers"] = [
            {"from": bound, "pays": pay} for bound, pay in zip(bounds, pays, strict=False)
        ]
        if random.random() < 0.3:
            table["bounds"] = "upper"
    else:
        bounds = ["0", *bounds]
        table["points"] = [
            {"at": bound, "pays": pay} for bound, pay in zip(bounds, ["0", *pays], strict=False)
        ]
        if not is_share and by in ("amount", "attainment") and random.random() < 0.4:
            table["points"] = [
                {"at": bound, "rate": rate} for bound, rate in zip(bounds, RATES[1:], strict=False)
            ]
        if random.random() < 0.5:
            table["beyond"] = "linear"
    return found | {"rate": table}


def _matrix(random: Random) -> Row:
    return {
        "kind": "matrix",
        "bounds": random.choice(["lower", "upper"]),
        "rows": {"by": "number(discount)", "from": [0, "0.1", "0.2"]},
        "columns": {"by": "amount", "from": [0, 1000]},
        "rates": [[random.choice(RATES) for _ in range(2)] for _ in range(3)],
    }
