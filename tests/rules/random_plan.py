"""Random plans: every feature of the format, in combinations that make sense."""

from random import Random
from typing import Any

from tests.rules.random_credit import random_credit, who_shares
from tests.rules.random_draws import random_draws
from tests.rules.random_pay import modifiers, paying, referable
from tests.rules.random_rate import rate
from tests.rules.random_together import afterwards, together

Row = dict[str, Any]
QUOTAS = {
    ("new", "month"): ["5000", "10000", "7777.77"],
    ("new", "quarter"): ["20000", "33333.33", "50000"],
    ("new", "half"): ["60000", "45000"],
    ("yearly", "year"): ["120000", "99999.99"],
    ("units", "quarter"): ["10", "25"],
    ("variable", "quarter"): ["3000", "12000"],
    ("variable", "month"): ["1000", "999.99"],
    ("variable", "half"): ["9000"],
}
WINDOWS = ("event", "month", "quarter", "quarter", "half", "year")


def random_plans(random: Random, people: list[str]) -> list[Row]:
    """Return one or two plans."""
    plans = []
    for number in range(random.choice([1, 1, 2])):
        plan: Row = {
            "plan": f"p{number}",
            "currency": random.choice(["EUR", "EUR", "EUR", "USD", "GBP"]),
            "valid_from": random.choice(["2026-01-01", "2026-01-01", "2026-02-15"]),
            "people": people,
        }
        if random.random() < 0.2:
            plan["valid_to"] = random.choice(["2026-12-31", "2027-02-28"])
        if random.random() < 0.2:
            plan["assigned"] = {"roles": [random.choice(["seller", "seller", "lead"])]}
        plan["components"] = _components(random)
        plan["quotas"] = _quota_rules(random, plan["components"])
        if random.random() < 0.35:
            plan["draws"] = random_draws(random, number, plan["components"])
        plan |= together(random, plan["components"], people)
        plans.append(plan)
    return plans


def _quota_rules(random: Random, components: list[Row]) -> Row:
    """Return how quotas are read, of those that the components name."""
    rules: Row = {"yearly": {"spread": random.choice(["even", "days"])}}
    if random.random() < 0.3:
        rules["yearly"]["spread"] = {"weights": [20, 30, 20, 30]}
    for name in ("yearly", "new", "variable"):
        rule = rules.setdefault(name, {})
        if random.random() < 0.4:
            rule["prorate"] = random.choice(["calendar", "working"])
            rule["first_day"] = random.choice(["counted", "not_counted"])
        if random.random() < 0.25:
            rule["ramp"] = ["0.25", "0.5", "0.75"][: random.randint(1, 3)]
        if random.random() < 0.25:
            rule["leave"] = "guarantee" if name == "variable" else "relief"
    named = {component.get("quota") for component in components}
    targets = [component.get("target") for component in components]
    named |= {target["quota"] for target in targets if isinstance(target, dict)}
    return {name: rule for name, rule in rules.items() if rule and name in named}


def _components(random: Random) -> list[Row]:
    made: list[Row] = []
    for number in range(random.randint(1, 3)):
        window = random.choice(WINDOWS)
        component: Row = {
            "id": f"c{number}",
            "title": f"C{number}",
            "window": window,
            "credit": random_credit(random, window),
        }
        quota = {"month": "new", "quarter": "new", "half": "new", "year": "yearly"}.get(window)
        if window == "quarter":
            quota = random.choice(["new", "yearly", "units"])
        component |= rate(random, window, quota, referable(made, window))
        component["credit"] |= who_shares(random, component)
        component |= modifiers(random, component, made)
        component |= paying(random, component)
        component |= afterwards(random, component)
        made.append(component)
    if random.random() < 0.2:
        made = _sharing(random, made)
    if random.random() < 0.15:
        made += [
            {
                "id": "sale",
                "title": "Sale",
                "window": "event",
                "credit": {"events": ["booking"], "to": random.choice(["owner", "split"])},
                "rate": {"kind": "flat", "rate": "0.1"},
            },
            {
                "id": "override",
                "title": "Override",
                "window": "event",
                "credit": {"events": ["booking"], "to": "manager"},
                "rate": {"kind": "flat", "rate": random.choice(["0.02", "0.033", "0.15"])},
                "carved_from": "sale",
            },
        ]
    return made


def _sharing(random: Random, made: list[Row]) -> list[Row]:
    """Give two components one way."""
    tiers = [
        {"from": 0, "rate": "0.04"},
        {"from": "0.5", "rate": "0.08"},
        {"from": 1, "rate": "0.1"},
    ]
    kinds = random.choice([("booking", "invoice"), ("booking", "usage")])
    for number, kind in enumerate(kinds):
        made.append(
            {
                "id": f"s{number}",
                "title": f"S{number}",
                "shares": "way",
                "quota": "new",
                "window": "quarter",
                "credit": {"events": [kind]},
                "rate": {"kind": "marginal", "by": "attainment", "tiers": tiers[: number + 2]},
            }
        )
    return made
