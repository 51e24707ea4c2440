"""The credit of a plan's components as rows of the schema `control`."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from perfos.company.plan.credit import Credit
from perfos.company.plan.plans import Plan

CREDIT_COLUMNS: dict[str, pa.DataType] = {
    "credit_to": pa.string(),
    "credit_above": pa.string(),
    "credit_each": pa.string(),
    "has_counts": pa.bool_(),
    "is_pay_split": pa.bool_(),
    "manager_levels": pa.int32(),
    "credit_stages": pa.string(),
    "credit_share": pa.decimal128(28, 10),
    "credit_first": pa.int32(),
}
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "plan_fee": {
        **dict.fromkeys(("plan_id", "component_id", "fee_order"), pa.string()),
        "fee_no": pa.int32(),
        "share": pa.decimal128(28, 10),
        "amount": pa.decimal128(28, 6),
    },
    "plan_carve": dict.fromkeys(
        ("plan_id", "component_id", "carved_plan_id", "carved_component_id"), pa.string()
    ),
}


def credit_columns(credit: Credit) -> dict[str, Any]:
    """Return what `control.plan_component` holds of a credit."""
    return {
        "credit_to": credit.to,
        "credit_above": credit.above if credit.to == "manager" else None,
        "credit_each": credit.each if credit.to == "territory" else None,
        "has_counts": True if credit.counts else None,
        "is_pay_split": True if credit.splits == "pay" else None,
        "manager_levels": (credit.levels or 1) if credit.to == "manager" else None,
        "credit_stages": credit.stages_key,
        "credit_share": credit.share,
        "credit_first": credit.first,
    }


def fee_rows(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield the control rows of the fees of a plan, first fee first."""
    for owner in plan.crediting:
        fees = owner.credit.fees
        for number, fee in enumerate(fees.take if fees else (), start=1):
            yield {
                "plan_id": plan.plan,
                "component_id": owner.id,
                "fee_order": fees.order if fees else None,
                "fee_no": number,
                "share": fee.share,
                "amount": fee.amount,
            }


def carve_rows(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield the control rows of what is taken out of the pay of another component."""
    for component in plan.components:
        if component.carved_from:
            carved_plan, _, carved_component = component.carved_from.rpartition("/")
            yield {
                "plan_id": plan.plan,
                "component_id": component.id,
                "carved_plan_id": carved_plan or plan.plan,
                "carved_component_id": carved_component,
            }
