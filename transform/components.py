"""The models that are generated for a company's plans: which events each component counts."""

from collections.abc import Sequence
from datetime import date, timedelta

from perfos.company import Company
from perfos.company.formula import compile_formula
from perfos.company.plan.clawback_rows import component_terms
from perfos.company.plan.event_rates import event_formulas
from perfos.company.plan.payment_rows import release_events
from transform.staging import Json, call

OPEN = date.max
MANY = 50
"""As many parts a union may have before it is written down."""


def component_models(company: Company) -> dict[str, str]:
    """Return the text of each model that is a union over plan components, by name."""
    return {
        "stg_component_event": _union("component_event", _components(company)),
        "stg_release_event": _union("release_event", release_events(company.plans)),
        "stg_component_term": _union("component_term", component_terms(company.plans)),
    }


def _union(macro: str, parts: Sequence[Json]) -> str:
    """Return a model that is a union; one of many parts is a table.

    As a view, everything that reads it would repeat the union, and each part takes memory.
    """
    config = "{{ config(materialized='table') }}\n\n" if len(parts) > MANY else ""
    return config + call(macro, parts)


def _components(company: Company) -> list[Json]:
    """Return which events each plan component counts, and what it measures of them."""
    return [
        {
            "plan_id": plan.plan,
            "component_id": component.id,
            "valid_from": str(max(plan.valid_from, getattr(component, "starts_on", date.min))),
            "valid_until": str(_end(plan.valid_to, getattr(component, "ends_on", None))),
            "kinds": list(component.credit.events),
            "measure": compile_formula(component.credit.measure, kind="number"),
            "condition": compile_formula(component.credit.when or "true", kind="condition"),
            **event_formulas(component),
        }
        for plan in company.plans
        for component in plan.crediting
    ]


def _end(*last_days: date | None) -> date:
    """Return the day after the first of the last days that are known."""
    return min((day + timedelta(days=1) for day in last_days if day), default=OPEN)
