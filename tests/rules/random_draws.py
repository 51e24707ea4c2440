"""Random draws: guarantees, and what is taken at will."""

from random import Random
from typing import Any

from tests.rules.reference.earn import is_by_month

Row = dict[str, Any]


def random_draws(random: Random, plan: int, components: list[Row]) -> list[Row]:
    """Return the draws of the n-th plan."""
    is_by_months = any(is_by_month(component) for component in components)
    draws = []
    for number in range(random.choice([1, 1, 2])):
        kind = random.choice(["guarantee", "additive"])
        recovery = random.choice(["recoverable", "recoverable", "none", "forgivable"])
        draw: Row = {
            "id": f"d{plan}{number}_{random.randrange(10**9)}",
            "kind": kind,
            "recovery": recovery,
            "amount": 1000,
        }
        if kind == "additive" and not is_by_months and random.random() < 0.5:
            draw["scope"] = "deal"
        if kind == "guarantee":
            draw["amount"] = random.choice([500, 1500, "777.77"])
            if random.random() < 0.6:
                draw |= {"from": "2026-01", "to": random.choice(["2026-03", "2026-12"])}
            if random.random() < 0.3:
                draw["first_months"] = random.randint(1, 6)
        if recovery == "forgivable":
            draw["forgiven_on"] = random.choice(["2026-09-30", "2026-06-15"])
        if recovery != "none" and random.random() < 0.7:
            draw["recover"] = {
                "share": random.choice(["1", "0.5", "0.333"]),
                "floor": random.choice([0, 200, "333.33"]),
            }
            if random.random() < 0.4:
                draw["recover"]["from"] = "2026-04"
            if random.random() < 0.3:
                draw["recover"]["to"] = "2026-11"
        draws.append(draw)
    return draws
