"""The configuration as tables: what the schema `control` holds in every run."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from pydantic import BaseModel

from perfos.company.company import Company
from perfos.company.csv_file import Row
from perfos.company.currencies import CURRENCIES
from perfos.company.people import OrgAssignment, Person, Quota
from perfos.company.plans import Component, Plan
from perfos.company.table_schemas import SCHEMAS

OPEN = date(9999, 12, 31)


def control_tables(company: Company) -> dict[str, pa.Table]:
    """Return all tables of the schema `control` except `run`, by name; money as exact decimals."""
    components = [
        (plan, number, component)
        for plan in company.plans
        for number, component in enumerate(plan.components, start=1)
    ]
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "company": [_company(company)],
        "currency": ({"currency": c, "minor_unit": m} for c, m in sorted(CURRENCIES.items())),
        "account": (
            {"account": name, **account.model_dump()}
            for name, account in company.settings.accounts.items()
        ),
        "people": _rows("people.csv", company.people),
        "org": _rows("org.csv", company.org),
        "quotas": _rows("quotas.csv", company.quotas),
        "plan": map(_plan, company.plans),
        "plan_assignment": (
            {"plan_id": plan.plan, "by": by, "value": value}
            for plan in company.plans
            for by, values in (("role", plan.assigned.roles), ("person", plan.assigned.people))
            for value in values
        ),
        "plan_component": (_component(plan, number, one) for plan, number, one in components),
        "plan_tier": (tier for plan, _, one in components for tier in _tiers(plan, one)),
    }
    return {
        name: pa.Table.from_pylist(list(rows[name]), schema=pa.schema(list(columns.items())))
        for name, columns in SCHEMAS.items()
    }


def _company(company: Company) -> dict[str, Any]:
    settings = company.settings
    return {
        "company": settings.name,
        "title": settings.title,
        "currency": settings.currency,
        "fiscal_year_start": settings.fiscal_year_start,
        "first_open_period": settings.first_open_period,
        "rounding_stage": settings.rounding.stage,
        "rounding_mode": settings.rounding.mode,
        "fx_policy": settings.fx.policy,
        "fx_max_age_days": settings.fx.max_age_days,
        **settings.limits.model_dump(),
        "max_quarantined_share": settings.quality.max_quarantined_share,
        "config_hash": company.config_hash,
    }


def _rows(
    file: str, rows: Iterable[Row[Person] | Row[OrgAssignment] | Row[Quota]]
) -> Iterable[dict[str, Any]]:
    for row in rows:
        value: BaseModel = row.value
        origin = {"source_file": file, "source_row": row.number, "source_hash": row.hash}
        yield {**value.model_dump(), **origin}


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "plan_id": plan.plan,
        "title": plan.title,
        "currency": plan.currency,
        "valid_from": plan.valid_from,
        "valid_until": plan.valid_to + timedelta(days=1) if plan.valid_to else OPEN,
        "package": "sales_commission",
    }


def _component(plan: Plan, number: int, component: Component) -> dict[str, Any]:
    credit, rate, cap = component.credit, component.rate, component.cap
    return {
        "plan_id": plan.plan,
        "component_id": component.id,
        "component_no": number,
        "title": component.title,
        "credit_to": credit.to,
        "manager_levels": (credit.levels or 1) if credit.to == "manager" else None,
        "quota": component.quota,
        "window": component.window,
        "rate_kind": rate.kind,
        "tier_by": rate.by,
        "rate_unit": rate.unit,
        "cap_per": cap.per if cap else None,
        "cap_amount": cap.amount if cap else None,
    }


def _tiers(plan: Plan, component: Component) -> Iterable[dict[str, Any]]:
    tiers = component.rate.all_tiers
    uppers = [*(tier.from_ for tier in tiers[1:]), None]
    for number, (tier, upper) in enumerate(zip(tiers, uppers, strict=True), start=1):
        yield {
            "plan_id": plan.plan,
            "component_id": component.id,
            "tier_no": number,
            "lower": tier.from_,
            "upper": upper,
            "rate": tier.rate,
            "is_retro": component.rate.kind == "retroactive" or bool(tier.retro),
        }
