"""Rates and what comes after them: what is refused, and what reaches the schema `control`."""

from typing import Any

import pytest
from pydantic import ValidationError

from perfos.company.plan.plans import Plan
from perfos.company.problems import FindingsError

STEPS = {"kind": "steps", "tiers": [{"from": "0.5", "pays": "1"}, {"from": "1", "pays": "3"}]}
CURVE = {"kind": "interpolated", "points": [{"at": "0", "pays": "0"}, {"at": "2", "pays": "1"}]}
MIXED = {"at": "9", "rate": "1"}
RISING = {"kind": "interpolated", "points": [{"at": "0", "rate": "0"}, MIXED]}
TIERS = [{"from": "0", "rate": "0.1"}, {"from": "5", "rate": "0.2"}]
FLAT = {"kind": "flat", "rate": "0.1"}
OTHER = {"component": "other"}
GRID = {
    "kind": "matrix",
    "rows": {"by": "amount", "from": ["0", "10"]},
    "columns": {"by": "quantity", "from": ["0", "5"]},
    "rates": [["1", "2"], ["3", "4"]],
}
ATTAINED = GRID | {"rows": {"by": OTHER, "from": ["0"]}, "rates": [["1", "2"]]}
BY_BOTH = ATTAINED | {"columns": {"by": OTHER, "from": ["0", "1"]}}
ATTAINMENT = FLAT | {"by": "attainment"}
CASH = {"share": 1, "on": "payment"}
SPLIT_PAY = {"events": ["booking"], "to": "split", "splits": "pay"}
WITHOUT_TO = [{"from": "0", "to": "5", "rate": "1"}, *TIERS[1:]]


def plan(*components: dict[str, Any]) -> Plan:
    """Return a plan with components by the month, and `other`, whose quota can be reached."""
    base = {"title": "Any", "credit": {"events": ["booking"]}, "window": "month"}
    given = [base | {"id": f"c{no}"} | one for no, one in enumerate(components)]
    other = base | {"id": "other", "rate": FLAT}
    return Plan.model_validate(
        {"plan": "p", "title": "P", "currency": "EUR", "valid_from": "2026-01-01"}
        | {"assigned": {"people": ["ann"]}, "components": [*given, other]}
    )


def findings(*components: dict[str, Any]) -> list[tuple[str, str]]:
    """Return place and advice of all that is wrong."""
    with pytest.raises(ValidationError) as caught:
        plan(*components)
    found = []
    for details in caught.value.errors():
        error = details.get("ctx", {}).get("error")
        at = details["loc"]
        if isinstance(error, FindingsError):
            found += [(at + one.at, one.allowed) for one in error.findings]
        else:
            found.append((at, details["msg"]))
    return [(".".join(map(str, at[2:])), allowed) for at, allowed in found]


@pytest.mark.parametrize(
    ("component", "at", "allowed"),
    [
        ({"rate": {"kind": "flat", "rate": "amount * 2"}}, "rate.rate", "kind: formula"),
        ({"rate": {"kind": "formula", "rate": "amount +"}}, "rate.rate", "character"),
        ({"rate": {"kind": "formula"}}, "rate.rate", "needs rate"),
        ({"window": "week", "rate": FLAT, "gate": OTHER | {"from": "1"}}, "gate", "by the month"),
        ({"window": "plan", "rate": ATTAINMENT, "quota": "q"}, "window", "quarter"),
        (
            {"rate": FLAT | {"unit": "per_unit"}, "credit": SPLIT_PAY},
            "credit.splits",
            "per_unit pays no part",
        ),
        (
            {"rate": {"kind": "steps", "tiers": [{"from": "5", "pays": "1"}]}, "credit": SPLIT_PAY},
            "credit.splits",
            "steps pays no part",
        ),
        ({"rate": BY_BOTH, "payment": [CASH]}, "payment", "pays by the month"),
        ({"rate": STEPS | {"rate": "1"}}, "rate.rate", "takes tiers instead"),
        ({"rate": STEPS | {"unit": "per_unit"}}, "rate.unit", "no rate"),
        ({"rate": {"kind": "steps", "tiers": TIERS}}, "rate.tiers.0.rate", "takes pays"),
        ({"rate": {"kind": "steps", "tiers": [{"from": "0"}]}}, "rate.tiers.0.pays", "needed"),
        ({"rate": CURVE | {"points": CURVE["points"][:1]}}, "rate.points", "two or more"),
        ({"rate": CURVE | {"points": CURVE["points"] * 2}}, "rate.points.2.at", "more than"),
        ({"rate": STEPS | {"beyond": "linear"}}, "rate.beyond", "interpolated"),
        ({"rate": STEPS | {"by": "tenure"}}, "rate.by", "no tenure"),
        ({"rate": CURVE | {"points": [*CURVE["points"], MIXED]}}, "rate.points.2.pays", "each"),
        ({"rate": RISING | {"by": "count"}}, "rate.by", "attainment"),
        ({"rate": RISING, "target": "100"}, "target", "of what is credited"),
        ({"rate": GRID | {"rates": [["1", "2"]]}}, "rate.rates", "2 rows of 2"),
        ({"rate": GRID | {"columns": BY_BOTH["columns"]}}, "rate.columns.by", "both"),
        ({"rate": GRID | {"rows": {"by": {"c": 1}, "from": ["0"]}}}, "rate.rows.by", "formula"),
        ({"rate": {"kind": "marginal", "tiers": WITHOUT_TO}}, "rate.tiers.0.to", "closed"),
        (
            {"rate": {"kind": "marginal", "bounds": "closed", "tiers": [WITHOUT_TO[0], TIERS[0]]}},
            "rate.tiers.1.from",
            "more than",
        ),
        ({"rate": FLAT, "target": "100"}, "target", "interpolated"),
        ({"rate": STEPS, "target": {"weight": "1"}}, "target", "an amount or a quota"),
        ({"rate": STEPS, "multiplier": "2"}, "multiplier", "no single event"),
        ({"rate": FLAT, "multiplier": "'a'"}, "multiplier", "a number"),
        ({"rate": FLAT, "gate": {"component": "otter", "from": "1"}}, "gate.component", "other"),
        (
            {"rate": FLAT, "window": "event", "gate": {"component": "c0", "from": "1"}},
            "gate.component",
            "accumulates",
        ),
        (
            {"rate": FLAT, "multipliers": [OTHER | {"tiers": [{"from": "1", "times": "2"}]}]},
            "multipliers.0.tiers.0.from",
            "from 0",
        ),
        (
            {"rate": FLAT, "multipliers": [OTHER | {"kind": "interpolated"}]},
            "multipliers.0.points",
            "needs points",
        ),
        ({"rate": FLAT, "minimum": {"per": "event", "amount": "-1"}}, "minimum.amount", "0 or"),
        (
            {"rate": FLAT, "window": "event", "minimum": {"per": "window", "amount": "1"}},
            "minimum.per",
            "per: event",
        ),
        (
            {"rate": FLAT, "cap": {"per": "event", "amount": "1", "excess": "carried"}},
            "cap.excess",
            "lost",
        ),
        (
            {"rate": {"kind": "retroactive", "tiers": TIERS}, "shares": "all"},
            "shares",
            "not retroactive",
        ),
        ({"rate": FLAT, "shares": "all", "window": "event"}, "shares", "accumulates"),
    ],
)
def test_what_does_not_go_together_is_refused(component: dict[str, Any], at: str, allowed: str):
    first, *_ = findings(component)
    assert first[0] == at
    assert allowed in first[1]


def test_components_share_a_way_of_one_window_and_measure():
    one = {"rate": FLAT, "shares": "all", "quota": "q"}
    two = {"rate": FLAT | {"by": "count"}, "shares": "all", "window": "year"}
    places = [at for at, _ in findings(one, two)]
    assert places == ["window", "quota", "rate.by"]
