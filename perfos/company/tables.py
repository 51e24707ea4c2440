"""The configuration as tables: what the schema `control` holds in every run."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
from pydantic import BaseModel

from perfos.company.company import Company
from perfos.company.csv_file import Row
from perfos.company.currencies import CURRENCIES
from perfos.company.kpi_rows import kpi_rows, target_rows
from perfos.company.plan import (
    clawback_rows,
    credit_rows,
    curve_rows,
    draw_rows,
    payment_rows,
    pool_rows,
    quota_rule_rows,
    rate_rows,
)
from perfos.company.plan.credit_rows import credit_columns
from perfos.company.plan.modifier_findings import WEEKS
from perfos.company.plan.plans import Component, Plan
from perfos.company.table_schemas import KEPT, SCHEMAS

OPEN = date(9999, 12, 31)

# The tables whose rows a plan says by itself.
ROWS_OF_PLAN: dict[str, Callable[[Plan], Iterable[dict[str, Any]]]] = {
    "plan_clawback": clawback_rows.clawback_rows,
    "plan_clawback_step": clawback_rows.clawback_step_rows,
    "plan_contract_cost": clawback_rows.contract_cost_rows,
    "plan_fee": credit_rows.fee_rows,
    "plan_carve": credit_rows.carve_rows,
    "plan_quota_rule": quota_rule_rows.quota_rule_rows,
    "plan_modifier": rate_rows.modifier_rows,
    "plan_curve": curve_rows.curve_rows,
    "plan_matrix": rate_rows.matrix_rows,
    "plan_pool": pool_rows.pool_rows,
    "plan_pool_weight": pool_rows.pool_weight_rows,
    "plan_contest": pool_rows.contest_rows,
    "plan_contest_prize": pool_rows.contest_prize_rows,
    "plan_payment": payment_rows.payment_rows,
    "plan_draw": draw_rows.draw_rows,
}


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
        "plan_component": [
            *(_component(plan, number, one) for plan, number, one in components),
            *(row for plan in company.plans for row in pool_rows.measured_rows(plan)),
        ],
        "leave": _rows("leave.csv", company.leave),
        "draws": _rows("draws.csv", company.draws),
        "kpi": kpi_rows(company.kpis),
        "kpi_target": target_rows(company.kpis),
        "kpi_values": _rows("kpi_values.csv", company.kpi_values),
        **{
            name: [row for plan in company.plans for row in rows_of(plan)]
            for name, rows_of in ROWS_OF_PLAN.items()
        },
        **dict.fromkeys(KEPT, ()),
        "plan_tier": (row for plan, _, one in components for row in rate_rows.tier_rows(plan, one)),
    }
    tables = {
        name: pa.Table.from_pylist(list(rows[name]), schema=pa.schema(list(columns.items())))
        for name, columns in SCHEMAS.items()
    }
    return tables | {one.name: one.arrow() for one in company.parameters}


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
    }


def _rows(file: str, rows: Iterable[Row[Any]]) -> Iterable[dict[str, Any]]:
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
        **credit_columns(credit),
        "quota": component.quota,
        "window": component.window,
        "weeks_from": plan.valid_from if component.window in WEEKS else None,
        "rate_kind": rate.kind,
        "tier_by": rate.by,
        "rate_unit": rate.unit,
        "cap_per": cap.per if cap else None,
        "cap_amount": cap.amount if cap else None,
    }
