"""Cases as rows of the core: many of them in one build, each with a plan and a payee of its own."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.rules.reference.case import FIRST, Case
from tests.rules.rule_package import COMPANY, RulePackage

Rows = list[dict[str, Any]]
DAYS = [FIRST + timedelta(days=number) for number in range(365)]
ALWAYS = {"valid_from": FIRST, "valid_until": date(9999, 12, 31)}


def calculate(
    package: RulePackage, cases: Sequence[Case], stage: str = "event", mode: str = "half_up"
) -> list[list[Decimal]]:
    """Return what the package pays for each event of each case."""
    package.fill(**core_of(cases, rounding_stage=stage, rounding_mode=mode))
    package.calculate()
    paid = dict(
        package.query(
            "select source_id, amount from sales_commission.sales_commission__postings "
            "where line_no = 1"
        )
    )
    return [
        [paid.get(event_id(number, place), Decimal(0)) for place in range(len(case.events))]
        for number, case in enumerate(cases)
    ]


def earned(package: RulePackage, cases: Sequence[Case]) -> list[Decimal]:
    """Return what each case earns in all, before caps and rounding."""
    package.fill(**core_of(cases))
    package.calculate()
    total = dict(
        package.query("select plan_id, sum(earned) from sales_commission.earning group by plan_id")
    )
    return [total.get(f"P{number}", Decimal(0)) for number in range(len(cases))]


def core_of(cases: Sequence[Case], **company: str) -> dict[str, Rows]:
    """Return the rows of the core's tables for the cases."""
    rows: dict[str, Rows] = {
        "company": [COMPANY | company],
        "currency": [{"currency": "EUR", "minor_unit": 2}],
        "calendar": [calendar_day(day) for day in DAYS],
        "fx_daily": [{"currency": "EUR", "day": day, "rate": 1} for day in DAYS],
    }
    for number, case in enumerate(cases):
        for part in (_plan(number, case), _events(number, case)):
            for name, more in part.items():
                rows.setdefault(name, []).extend(more)
    return rows


def event_id(number: int, place: int) -> str:
    """Return the id of a case's event; ids sort as the events stand."""
    return f"E{number}.{place:03}"


def calendar_day(day: date) -> dict[str, Any]:
    """Return a day's row of `core.calendar`; the fiscal year is the calendar's."""
    return {
        "day": day,
        "period": f"{day:%Y-%m}",
        "month_start": day.replace(day=1),
        "quarter_start": date(day.year, (day.month - 1) // 3 * 3 + 1, 1),
        "half_start": date(day.year, 1 if day.month < 7 else 7, 1),
        "year_start": date(day.year, 1, 1),
    }


def _plan(number: int, case: Case) -> dict[str, Rows]:
    plan, payee = f"P{number}", f"X{number}"
    key = {"plan_id": plan, "component_id": "c"}
    component = {
        "credit_to": "owner",
        "quota": "q",
        "window": case.window,
        "tier_by": case.tier_by,
        "rate_unit": case.rate_unit,
        "cap_per": case.cap_per,
        "cap_amount": case.cap_amount,
    }
    quota = {
        "payee_id": payee,
        "quota": "q",
        "window": case.window,
        "starts_on": FIRST,
        "amount": case.quota,
        "currency": None if case.quota_in_units else "EUR",
    }
    uppers = [*(tier.lower for tier in case.tiers[1:]), None]
    return {
        "plan": [{"plan_id": plan, "currency": "EUR", **ALWAYS}],
        "payee_plan": [{"plan_id": plan, "person_id": payee, **ALWAYS}],
        "plan_component": [key | component],
        "plan_tier": [
            key
            | {"tier_no": no, "lower": tier.lower, "upper": upper}
            | {"rate": tier.rate, "is_retro": tier.is_retro}
            for no, (tier, upper) in enumerate(zip(case.tiers, uppers, strict=True), start=1)
        ],
        "quota": [] if case.quota is None else [quota],
    }


def _events(number: int, case: Case) -> dict[str, Rows]:
    events = [
        {
            "event_id": event_id(number, place),
            "source_id": event_id(number, place),
            "deal_id": event_id(number, place),
            "kind": event.kind,
            "occurred_on": event.on,
            "amount": event.amount,
            "currency": "EUR",
            "quantity": event.quantity,
            "owner_id": f"X{number}",
        }
        for place, event in enumerate(case.events)
    ]
    counted = [
        {"plan_id": f"P{number}", "component_id": "c"}
        | {"event_id": event["event_id"], "measured": event["amount"]}
        for event in events
    ]
    return {"event": events, "component_event": counted}
