"""Payment and hold of plans as control tables, and the events that release pay."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from perfos.company.formula import compile_formula, dimensions_of
from perfos.company.plan.payment import AT_ONCE, DEAL, EVENT, SCOPES, Instalment
from perfos.company.plan.plans import Component, Plan

SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "plan_payment": {
        **dict.fromkeys(("plan_id", "component_id"), pa.string()),
        "part_no": pa.int32(),
        "share": pa.decimal128(28, 10),
        **dict.fromkeys(("released_by", "scope"), pa.string()),
        "least": pa.decimal128(28, 6),
        "month_no": pa.int32(),
        "step_no": pa.int32(),
        "step_count": pa.int32(),
        "hold_days": pa.int32(),
        "hold_until": pa.string(),
    },
}
WHOLE = Instalment.model_validate({"share": 1, "on": "event"})
# What lowers the value of a deal, whether a component counts it or not.
LOWERING = ("credit_note", "cancellation")


def payment_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield a row for each part, and each month of it, of components that do not pay at once."""
    for component in plan.components:
        hold = component.hold
        for part_no, part in _parts(component):
            months = part.months or (None,)
            for step_no, month in enumerate(months, start=1):
                yield {
                    "plan_id": plan.plan,
                    "component_id": component.id,
                    "part_no": part_no,
                    "share": part.share,
                    "released_by": _released_by(part),
                    "scope": EVENT if part.of == EVENT else DEAL,
                    "least": part.from_,
                    "month_no": month,
                    "step_no": step_no,
                    "step_count": len(months),
                    "hold_days": (hold.days or 0) if hold else 0,
                    "hold_until": hold.until if hold else None,
                }


def release_events(plans: Iterable[Plan]) -> list[dict[str, Any]]:
    """Return which events release which part of a component's pay, and against what value.

    Each element is a selection of events for `transform/macros/release_event.sql`.
    """
    return [
        {"plan_id": plan.plan, "component_id": component.id, "part_no": part_no, **selection}
        for plan in plans
        for component in plan.components
        for part_no, part in _parts(component)
        if part.on is not None and part.on not in AT_ONCE
        for selection in _selections(component, part)
    ]


def _selections(component: Component, part: Instalment) -> Iterator[dict[str, Any]]:
    """Yield the events that release a part, and those whose sum they are measured against."""
    own = component.credit.measure
    measure = part.measure or (own if "amount" in dimensions_of(own, {}) else "amount")
    yield {
        "side": "released",
        "kinds": [part.on],
        "measure": compile_formula(measure),
        "condition": compile_formula(part.when or "true", kind="condition"),
    }
    if part.first:
        return
    if part.of in SCOPES:
        kinds, value, when = {*component.credit.events, *LOWERING}, measure, "true"
    else:
        kinds, value, when = {*component.credit.events}, part.of, component.credit.when or "true"
    yield {
        "side": "value",
        "kinds": sorted(kinds),
        "measure": compile_formula(value),
        "condition": compile_formula(when, kind="condition"),
    }


def _parts(component: Component) -> Iterable[tuple[int, Instalment]]:
    """Return the parts of a component with their numbers; none where all is paid at once."""
    parts = component.payment or ((WHOLE,) if component.hold else ())
    return enumerate(parts, start=1)


def _released_by(part: Instalment) -> str:
    if part.months:
        return "months"
    if part.on in AT_ONCE:
        return "event"
    return "first" if part.first else "value"
