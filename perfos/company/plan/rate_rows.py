"""Rates and what comes after them, as rows of the schema `control` and formulas of events."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pyarrow as pa

from perfos.company.plan.modifier_findings import references
from perfos.company.plan.plans import Component, Plan
from perfos.company.plan.tiers import Axis, ByComponent

_AMOUNT, _RATE = pa.decimal128(28, 6), pa.decimal128(28, 10)
_KEY = dict.fromkeys(("plan_id", "component_id"), pa.string())
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "plan_modifier": {
        **_KEY,
        **dict.fromkeys(("shares", "target_quota", "gate_component"), pa.string()),
        **dict.fromkeys(("target_amount", "minimum_amount"), _AMOUNT),
        **dict.fromkeys(("target_weight", "gate_from"), _RATE),
        **dict.fromkeys(("minimum_per", "cap_excess", "month_window"), pa.string()),
        "has_multiplier": pa.bool_(),
    },
    "plan_matrix": {
        **_KEY,
        **dict.fromkeys(("row_component", "column_component"), pa.string()),
        **dict.fromkeys(("row_lower", "row_upper", "column_lower", "column_upper"), _RATE),
        "is_open": pa.bool_(),
        "rate": _RATE,
    },
}


def tier_rows(plan: Plan, component: Component) -> Iterator[dict[str, Any]]:
    """Yield the tiers of rates; between closed ones, and after the last, there is one of 0."""
    rate = component.rate
    tiers: list[tuple[Decimal, Decimal | None, bool, bool]] = []
    end: Decimal | None = Decimal(0) if rate.bounds == "closed" else None
    for number, tier in enumerate(rate.all_tiers):
        is_retro = rate.kind == "retroactive" or bool(tier.retro)
        touches = end == tier.from_ and number > 0
        if end is not None and end < tier.from_:
            tiers.append((end, Decimal(0), is_retro, bool(tiers)))
        is_open = touches or (rate.bounds == "upper" and number > 0)
        tiers.append((tier.from_, tier.rate, is_retro, is_open))
        end = tier.to
    if end is not None and tiers and rate.bounds == "closed":
        tiers.append((end, Decimal(0), tiers[-1][2], True))
    for number, (lower, value, is_retro, is_open) in enumerate(tiers, start=1):
        yield {
            "plan_id": plan.plan,
            "component_id": component.id,
            "tier_no": number,
            "lower": lower,
            "upper": tiers[number][0] if number < len(tiers) else None,
            "is_open": is_open,
            "rate": value,
            "is_retro": is_retro,
        }


def modifier_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield what comes before and after the rate of each component that has any of it."""
    for one in plan.components:
        target, gate, minimum = one.target, one.gate, one.minimum
        row = {
            "shares": one.shares,
            "target_amount": target.amount if target else None,
            "target_quota": target.quota if target else None,
            "target_weight": target.weight if target else None,
            "gate_component": gate.component if gate else None,
            "gate_from": gate.from_ if gate else None,
            "minimum_per": minimum.per if minimum else None,
            "minimum_amount": minimum.amount if minimum else None,
            "cap_excess": one.cap.excess if one.cap else None,
            "month_window": _month_window(plan, one),
            "has_multiplier": True if one.multiplier else None,
        }
        if any(value is not None for value in row.values()):
            yield {"plan_id": plan.plan, "component_id": one.id, **row}


def matrix_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the cells of matrices over what is reached on two components."""
    for component in plan.components:
        rate = component.rate
        if not rate.is_by_components or not (rate.rows and rate.columns and rate.rates):
            continue
        for row, rates in zip(_spans(rate.rows), rate.rates, strict=True):
            for column, value in zip(_spans(rate.columns), rates, strict=True):
                yield {
                    "plan_id": plan.plan,
                    "component_id": component.id,
                    "row_component": _component(rate.rows),
                    "column_component": _component(rate.columns),
                    **dict(zip(("row_lower", "row_upper"), row, strict=True)),
                    **dict(zip(("column_lower", "column_upper"), column, strict=True)),
                    "is_open": rate.bounds != "lower",
                    "rate": value,
                }


def _spans(axis: Axis) -> list[tuple[Decimal | None, Decimal | None]]:
    """Return where each row or column begins and ends; the outer ones have no end."""
    inner = axis.from_[1:]
    return list(zip((None, *inner), (*inner, None), strict=True))


def _component(axis: Axis) -> str | None:
    return axis.by.component if isinstance(axis.by, ByComponent) else None


def _month_window(plan: Plan, component: Component) -> str | None:
    """Return over what time the end of each month is looked at; None where none has to be."""
    named = [name for _, name in references(component)]
    cap, minimum = component.cap, component.minimum
    if not (
        named
        or (minimum and minimum.per != "event")
        or (cap and (cap.per == "year" or cap.excess == "carried"))
    ):
        return None
    if component.window != "event":
        return component.window
    return next((one.window for one in plan.components if one.id in named), "month")
