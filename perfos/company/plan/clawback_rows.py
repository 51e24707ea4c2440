"""Clawback and contract cost of plans as control tables, and the months that follow from events."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from perfos.company.formula import compile_formula
from perfos.company.plan.clawback import Clawback

if TYPE_CHECKING:
    from perfos.company.plan.plans import Component, Plan

_KEY = dict.fromkeys(("plan_id", "component_id"), pa.string())
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "plan_clawback": {
        **_KEY,
        **dict.fromkeys(("kinds", "credited_kinds", "method", "anchor", "basis"), pa.string()),
        "within_months": pa.int32(),
        "within_days": pa.int32(),
        "share": pa.decimal128(28, 10),
        "begun_months": pa.int32(),
        "is_attainment_reduced": pa.bool_(),
    },
    "plan_clawback_step": {
        **_KEY,
        "from_month": pa.int32(),
        "until_month": pa.int32(),
        "share": pa.decimal128(28, 10),
    },
    "plan_contract_cost": {
        **_KEY,
        **dict.fromkeys(
            ("kinds", "credited_kinds", "commensurate", "spread_by", "starts"), pa.string()
        ),
        "tolerance": pa.decimal128(28, 10),
        "expedient_months": pa.int32(),
    },
}


def clawback_rows(plan: "Plan") -> Iterator[dict[str, Any]]:
    """Yield a row for each component that takes back pay."""
    for component, clawback in _with_clawback(plan):
        within = clawback.within
        yield {
            **_key(plan, component),
            "kinds": ",".join(clawback.on),
            "credited_kinds": ",".join(component.credit.events),
            "method": clawback.method,
            "anchor": clawback.anchor,
            "basis": clawback.of,
            "within_months": within.months if within else None,
            "within_days": within.days if within else None,
            "share": clawback.share,
            "begun_months": 1 if clawback.begun_month == "earned" else 0,
            "is_attainment_reduced": clawback.attainment == "reduced",
        }


def clawback_step_rows(plan: "Plan") -> Iterator[dict[str, Any]]:
    """Yield the tables of sliding clawbacks, row by row; a row ends where the next one begins."""
    for component, clawback in _with_clawback(plan):
        steps = clawback.table or ()
        for step, after in zip_longest(steps, steps[1:]):
            yield {
                **_key(plan, component),
                "from_month": step.from_,
                "until_month": after.from_ if after else None,
                "share": step.share,
            }


def contract_cost_rows(plan: "Plan") -> Iterator[dict[str, Any]]:
    """Yield a row for each component whose pay is the cost of a contract."""
    for component in plan.components:
        cost, clawback = component.capitalise, component.clawback
        if cost is None:
            continue
        renewal = cost.renewal
        yield {
            **_key(plan, component),
            "kinds": ",".join(clawback.on if clawback else ("cancellation",)),
            "credited_kinds": ",".join(component.credit.events),
            "commensurate": renewal.commensurate if renewal else "false",
            "tolerance": renewal.tolerance if renewal else None,
            "expedient_months": cost.expedient,
            "spread_by": cost.by,
            "starts": cost.starts,
        }


def component_terms(plans: Iterable["Plan"]) -> list[dict[str, Any]]:
    """Return the formulas of months over events, for `transform/macros/component_term.sql`.

    The purposes are `clawback` (over how long pay is earned), `benefit` (over how long a cost is
    written off), `contract` (the same, where renewals are commensurate) and `renewal`.
    """
    found = []
    for plan in plans:
        until = plan.valid_to + timedelta(days=1) if plan.valid_to else date.max
        for component in plan.components:
            for purpose, formula in _terms(component):
                found.append(
                    {
                        **_key(plan, component),
                        "purpose": purpose,
                        "kinds": list(component.credit.events),
                        "valid_from": str(plan.valid_from),
                        "valid_until": str(until),
                        "months": compile_formula(formula, kind="number"),
                    }
                )
    return found


def _terms(component: "Component") -> Iterator[tuple[str, str]]:
    clawback, cost = component.clawback, component.capitalise
    if clawback and clawback.method == "linear":
        within = clawback.within.months if clawback.within else None
        yield "clawback", clawback.term or str(within)
    if cost:
        yield "benefit", cost.months
        yield "contract", cost.term or cost.months
        yield "renewal", cost.renewal.months if cost.renewal else cost.months


def _with_clawback(plan: "Plan") -> Iterator[tuple["Component", Clawback]]:
    for component in plan.components:
        if component.clawback:
            yield component, component.clawback


def _key(plan: "Plan", component: "Component") -> dict[str, Any]:
    return {"plan_id": plan.plan, "component_id": component.id}
