"""Payout curves, multipliers and caps that carry agree with plain Python, on random plans."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from perfos.company.plan.curve_rows import payout
from tests.rules.cases import core_of, event_id
from tests.rules.payout import Payout
from tests.rules.reference.case import Case, Event, Tier
from tests.rules.reference.case_pay import pay
from tests.rules.rule_package import RulePackage

PAID = """
select source_id, period, sum(amount)
from sales_commission.sales_commission__postings
where line_no = 1
group by all
"""


def _amounts(random: Random) -> tuple[Event, ...]:
    days = sorted(random.choices(range(85), k=random.randint(1, 6)))
    return tuple(Event(day, Decimal(random.randint(-20000, 60000)) / 100) for day in days)


def _payout(random: Random) -> Payout:
    kind = random.choice(["steps", "interpolated"])
    bounds = sorted(random.sample(range(0, 100000, 7), random.randint(2, 4)))
    bounds[0] = random.choice([0, bounds[0]])
    return Payout(
        kind,
        tuple((Decimal(at) / 100, Decimal(random.randint(0, 90000)) / 100) for at in bounds),
        random.choice(["flat", "linear"]),
        random.choice(["lower", "upper"]) if kind == "steps" else "lower",
        random.choice(["quarter", "event"]),
        _amounts(random),
    )


def _rows(cases: Sequence[Case]) -> dict[str, list[dict[str, Any]]]:
    return {name: list(rows) for name, rows in core_of(cases).items()}


def _paid(package: RulePackage) -> dict[str, Decimal]:
    total: dict[str, Decimal] = defaultdict(Decimal)
    for source, _, amount in package.query(PAID):
        total[source] += amount
    return total


def test_payouts_agree_with_plain_python(package: RulePackage):
    random = Random(11)
    payouts = [_payout(random) for _ in range(150)]
    cases = [Case((Tier(Decimal(0), Decimal(1)),), p.events, window=p.window) for p in payouts]
    rows = _rows(cases) | {"plan_tier": []}
    rows["plan_curve"] = [
        {"plan_id": f"P{number}", "component_id": "c", "curve_no": 0, "stretch_no": place}
        | {"is_open": one.bounds == "upper"}
        | dict(zip(("lower", "upper", "value", "rise", "run"), stretch, strict=True))
        for number, one in enumerate(payouts)
        for place, stretch in enumerate(payout(one.table()), start=1)
    ]
    package.fill(**rows)
    package.calculate()
    paid = _paid(package)
    for number, one in enumerate(payouts):
        found = [paid[event_id(number, place)] for place in range(len(one.events))]
        assert found == one.pays(), one


def test_a_multiplier_of_all_events_is_a_factor_on_every_rate(package: RulePackage):
    """With one factor for all events it is the factor on every rate."""
    random = Random(12)
    tiers = (Tier(Decimal(0), Decimal("0.1")), Tier(Decimal(300), Decimal("0.25"), is_retro=True))
    cases = [Case(tiers, _amounts(random)) for _ in range(60)]
    rows = _rows(cases)
    rows["component_event"] = [row | {"multiplier": "1.5"} for row in rows["component_event"]]
    rows["plan_modifier"] = [
        {"plan_id": f"P{number}", "component_id": "c", "has_multiplier": True}
        for number in range(60)
    ]
    package.fill(**rows)
    package.calculate()
    paid = _paid(package)
    scaled = tuple(Tier(tier.lower, tier.rate * Decimal("1.5"), tier.is_retro) for tier in tiers)
    for number, case in enumerate(cases):
        found = [paid[event_id(number, place)] for place in range(len(case.events))]
        assert found == pay(Case(scaled, case.events)), case


def test_a_cap_that_carries_agrees_with_a_plain_loop(package: RulePackage):
    """Month by month: what is owed and what is new, up to the cap; nothing is lost or made."""
    random = Random(13)
    cases = [
        Case(
            (Tier(Decimal(0), Decimal(1)),),
            _amounts(random),
            window=random.choice(["month", "half"]),
        )
        for _ in range(80)
    ]
    caps = [Decimal(random.randint(100, 50000)) / 100 for _ in cases]
    rows = _rows(cases)
    rows["plan_component"] = [
        row | {"cap_per": "period", "cap_amount": caps[number]}
        for number, row in enumerate(rows["plan_component"])
    ]
    rows["plan_modifier"] = [
        {"plan_id": f"P{number}", "component_id": "c", "cap_excess": "carried"}
        | {"month_window": case.window}
        for number, case in enumerate(cases)
    ]
    package.fill(**rows)
    package.calculate()
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    query = "select party_id, period, amount from sales_commission.sales_commission__postings "
    for payee, period, amount in package.query(query + "where line_no = 1"):
        found[payee, period] += amount
    for number, (case, cap) in enumerate(zip(cases, caps, strict=True)):
        owed = Decimal(0)
        for month in (1, 2, 3):
            owed += sum(event.amount for event in case.events if event.on.month == month)
            paid = min(owed, cap)
            owed -= paid
            assert found[f"X{number}", f"2026-{month:02}"] == paid, (case, cap, month)
