"""The rules for quotas, and leave.csv, as rows of the schema `control`."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from perfos.company.plan.plans import Plan

_RATE = pa.decimal128(28, 10)
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "plan_quota_rule": {
        **dict.fromkeys(("plan_id", "quota", "spread"), pa.string()),
        "weights": pa.list_(_RATE),
        "prorate": pa.string(),
        "counts_first_day": pa.bool_(),
        "ramp": pa.list_(_RATE),
        "leave": pa.string(),
    },
    "leave": {
        "person_id": pa.string(),
        **dict.fromkeys(("starts_on", "ends_on"), pa.date32()),
        "source_file": pa.string(),
        "source_row": pa.int64(),
        "source_hash": pa.string(),
    },
}


def quota_rule_rows(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield the control rows of a plan's rules for its quotas."""
    for quota, rule in plan.quotas.items():
        yield {
            "plan_id": plan.plan,
            "quota": quota,
            "spread": rule.spread.by if rule.spread else None,
            "weights": list(rule.spread.weights) if rule.spread else [],
            "prorate": rule.prorate,
            "counts_first_day": rule.first_day == "counted",
            "ramp": list(rule.ramp),
            "leave": rule.leave,
        }
