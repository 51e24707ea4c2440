"""Cases as rows of the core: many of them in one build, each with a plan and a payee of its own."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.rules.reference import FIRST, Case
from tests.rules.rule_package import COMPANY, RulePackage


def calculate(
    package: RulePackage, cases: Sequence[Case], stage: str = "event", mode: str = "half_up"
) -> list[list[Decimal]]:
    """Return what the package pays for each event of each case."""
    package.fill(**core_of(cases, rounding_stage=stage, rounding_mode=mode))
    package.calculate()
    paid = {
        source_id: amount
        for source_id, amount in package.query(
            "select source_id, amount from sales_commission.sales_commission__postings "
            "where line_no = 1"
        )
    }
    return [
        [paid.get(f"E{number}.{place:03}", Decimal(0)) for place in range(len(case.events))]
        for number, case in enumerate(cases)
    ]


def core_of(cases: Sequence[Case], **company: Any) -> dict[str, list[dict[str, Any]]]:  # noqa: ANN401
    """Return the rows of the core's tables for the cases."""
    rows: dict[str, list[dict[str, Any]]] = {
        "company": [COMPANY | company],
        "currency": [{"currency": "EUR", "minor_unit": 2}],
        "calendar": [_day(FIRST + timedelta(days=number)) for number in range(365)],
        "fx_daily": [
            {"currency": "EUR", "day": FIRST + timedelta(days=number), "rate": 1}
            for number in range(365)
        ],
    }
    for number, case in enumerate(cases):
        for name, more in _rows(f"P{number}", f"X{number}", f"E{number}", case).items():
            rows.setdefault(name, []).extend(more)
    return rows


def _day(day: date) -> dict[str, Any]:
    quarter = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return {
        "day": day,
        "period": f"{day:%Y-%m}",
        "month_start": day.replace(day=1),
        "quarter_start": quarter,
        "half_start": date(day.year, 1 if day.month < 7 else 7, 1),
        "year_start": date(day.year, 1, 1),
    }


def _rows(plan: str, payee: str, event: str, case: Case) -> dict[str, list[dict[str, Any]]]:
    key = {"plan_id": plan, "component_id": "c"}
    term = {"valid_from": FIRST, "valid_until": date(9999, 12, 31)}
    uppers = [*(tier.lower for tier in case.tiers[1:]), None]
    quota = {
        "payee_id": payee,
        "quota": "q",
        "window": case.window,
        "starts_on": FIRST,
        "ends_before": date(2027, 1, 1),
        "amount": case.quota,
        "currency": None if case.quota_in_units else "EUR",
    }
    return {
        "plan": [{"plan_id": plan, "currency": "EUR", **term}],
        "payee_plan": [{"plan_id": plan, "person_id": payee, **term}],
        "plan_component": [
            {
                **key,
                "credit_to": "owner",
                "quota": "q",
                "window": case.window,
                "tier_by": case.tier_by,
                "rate_unit": case.rate_unit,
                "cap_per": case.cap_per,
                "cap_amount": case.cap_amount,
            }
        ],
        "plan_tier": [
            {**key, "tier_no": no, "lower": tier.lower, "upper": upper}
            | {"rate": tier.rate, "is_retro": tier.is_retro}
            for no, (tier, upper) in enumerate(zip(case.tiers, uppers, strict=True), start=1)
        ],
        "quota": [quota] if case.quota is not None else [],
        "event": [
            {
                "event_id": f"{event}.{place:03}",
                "kind": one.kind,
                "occurred_on": one.on,
                "amount": one.amount,
                "currency": "EUR",
                "quantity": one.quantity,
                "owner_id": payee,
                "deal_id": f"{event}.{place:03}",
                "source_id": f"{event}.{place:03}",
            }
            for place, one in enumerate(case.events)
        ],
        "component_event": [
            {**key, "event_id": f"{event}.{place:03}", "measured": one.amount}
            for place, one in enumerate(case.events)
        ],
    }
