"""Who is credited with how much, found a second way: person by person, and day by day."""

from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from tests.rules.random_organisation import COMPONENTS, organisation
from tests.rules.rule_package import RulePackage

Rows = list[dict[str, Any]]


def in_force(row: dict[str, Any], event: dict[str, Any]) -> bool:
    return row["valid_from"] <= event["occurred_on"] < row["valid_until"]


def managers(core: dict[str, Rows], event: dict[str, Any], levels: int) -> set[str]:
    """Return everybody up to so many levels above the owner, on the event's day."""
    lines = [row for row in core["org_assignment"] if in_force(row, event)]
    found: set[str] = set()
    people = {event["owner_id"]}
    for _ in range(levels):
        above = {row["manager_id"] for row in lines if row["person_id"] in people}
        people = above - found - {event["owner_id"], None}
        found |= people
    return found


def shares(core: dict[str, Rows], event: dict[str, Any], to: str, levels: int | None) -> list:
    """Return (payee, role, share) of all who have a part in the event."""
    if to == "manager":
        return [(person, "manager", Decimal(1)) for person in managers(core, event, levels or 1)]
    whole = [(event["owner_id"], "owner", Decimal(1))]
    if to == "owner":
        return whole
    splits = [row for row in core["credit_split"] if row["deal_id"] == event["deal_id"]]
    parts = [(row["payee_id"], row["split_kind"], row["share"]) for row in splits]
    return parts if any(kind == "revenue" for _, kind, _ in parts) else parts + whole


def six(value: Fraction) -> Decimal:
    """Round to 6 digits, halves away from zero."""
    whole = int(abs(value) * 10**6 + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole) / 10**6


def expected(core: dict[str, Rows]) -> dict[tuple, Decimal]:
    """Return what every payee is credited with, by component, payee, event and role."""
    rates = {(row["currency"], row["day"]): Fraction(row["rate"]) for row in core["fx_daily"]}
    credits = {}
    for (plan, component), (to, levels) in COMPONENTS.items():
        covered = [row for row in core["payee_plan"] if row["plan_id"] == plan]
        for event in core["event"]:
            rate = rates[event["currency"], event["occurred_on"]]
            per_rate = rates[plan.upper(), event["occurred_on"]]
            amount = six(Fraction(event["amount"]) * rate / per_rate)
            for payee, role, share in shares(core, event, to, levels):
                if any(row["person_id"] == payee and in_force(row, event) for row in covered):
                    key = (plan, component, payee, event["event_id"], role)
                    credits[key] = six(Fraction(amount) * Fraction(share))
    return credits


@pytest.mark.parametrize("seed", range(4))
def test_credits_agree_with_plain_python(package: RulePackage, seed: int):
    core = organisation(Random(seed))
    package.fill(**core)
    package.calculate()
    rows = package.query(
        "select plan_id, component_id, payee_id, event_id, role, credited "
        "from sales_commission.credit"
    )
    found = {row[:-1]: row[-1] for row in rows}
    assert len(found) == len(rows)
    wanted = expected(core)
    assert found == wanted
    assert len(wanted) > 200, "too few credits to prove anything"
