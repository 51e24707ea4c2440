"""The columns of the schema `control`, and their types."""

import pyarrow as pa

from perfos.company import kpi_rows
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
from perfos.company.plan.credit_rows import CREDIT_COLUMNS

AMOUNT = pa.decimal128(28, 6)
RATE = pa.decimal128(28, 10)
_TEXT, _DATE, _INT = pa.string(), pa.date32(), pa.int32()
_ORIGIN = {"source_file": _TEXT, "source_row": pa.int64(), "source_hash": _TEXT}

KEPT = ("learned_model", "learned_weight")
"""Tables that the company folder does not say: empty at first, then kept from run to run."""

SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "company": {
        "company": _TEXT,
        "title": _TEXT,
        "currency": _TEXT,
        "fiscal_year_start": _INT,
        "first_open_period": _TEXT,
        "rounding_stage": _TEXT,
        "rounding_mode": _TEXT,
        "fx_policy": _TEXT,
        "fx_max_age_days": _INT,
        "amount_min": AMOUNT,
        "amount_max": AMOUNT,
        "earliest": _DATE,
        "latest": _DATE,
        "max_quarantined_share": pa.decimal128(9, 6),
    },
    "currency": {"currency": _TEXT, "minor_unit": _INT},
    "account": dict.fromkeys(("account", "code", "title", "type"), _TEXT),
    "people": {
        "person_id": _TEXT,
        "name": _TEXT,
        "email": _TEXT,
        "hired_on": _DATE,
        "left_on": _DATE,
        "currency": _TEXT,
        **_ORIGIN,
    },
    "org": {
        **dict.fromkeys(("person_id", "role", "manager_id", "territory_id"), _TEXT),
        "valid_from": _DATE,
        "valid_to": _DATE,
        **_ORIGIN,
    },
    "quotas": {
        **dict.fromkeys(("payee_id", "quota", "window"), _TEXT),
        "starts_on": _DATE,
        "amount": AMOUNT,
        "currency": _TEXT,
        **_ORIGIN,
    },
    "plan": {
        **dict.fromkeys(("plan_id", "title", "currency"), _TEXT),
        "valid_from": _DATE,
        "valid_until": _DATE,
        "package": _TEXT,
    },
    "plan_assignment": dict.fromkeys(("plan_id", "by", "value"), _TEXT),
    "plan_component": {
        **dict.fromkeys(("plan_id", "component_id"), _TEXT),
        "component_no": _INT,
        "title": _TEXT,
        **CREDIT_COLUMNS,
        **dict.fromkeys(("quota", "window"), _TEXT),
        "weeks_from": _DATE,
        **dict.fromkeys(("rate_kind", "tier_by", "rate_unit", "cap_per"), _TEXT),
        "cap_amount": AMOUNT,
    },
    "plan_tier": {
        **dict.fromkeys(("plan_id", "component_id"), _TEXT),
        "tier_no": _INT,
        **dict.fromkeys(("lower", "upper", "rate"), RATE),
        **dict.fromkeys(("is_retro", "is_open"), pa.bool_()),
    },
    **curve_rows.SCHEMAS,
    **rate_rows.SCHEMAS,
    **clawback_rows.SCHEMAS,
    **credit_rows.SCHEMAS,
    **quota_rule_rows.SCHEMAS,
    **pool_rows.SCHEMAS,
    **payment_rows.SCHEMAS,
    **draw_rows.SCHEMAS,
    **kpi_rows.SCHEMAS,
    "learned_model": {
        "package": _TEXT,
        "learned_on": _DATE,
        **dict.fromkeys(("data_hash", "model_hash"), _TEXT),
        "cases": pa.int64(),
        "seed": _INT,
        "library": _TEXT,
    },
    "learned_weight": {
        "package": _TEXT,
        "learned_on": _DATE,
        "feature": _TEXT,
        "class": _TEXT,
        "points": pa.int64(),
    },
}
