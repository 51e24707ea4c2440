"""How far a payee is in the windows that a month lies in, and what it takes to the next tier."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from perfos.cli.query import ask
from semantic.dashboards.figures.rep import of_payee
from semantic.dashboards.figures.windows import MONTHS, holds
from semantic.dashboards.place import place
from semantic.dashboards.who import load, prove
from semantic.result import Row

TIERS = """
    select tier.plan_id, tier.component_id, tier.lower, tier.rate, component.tier_by,
        component.rate_unit
    from core.plan_tier as tier
    inner join core.plan_component as component
        on tier.plan_id = component.plan_id and tier.component_id = component.component_id
    order by tier.plan_id, tier.component_id, tier.tier_no
"""


@dataclass(frozen=True)
class Way:
    """How far somebody is in one window of one component.

    Attributes:
        component: What the component is called.
        window: month, quarter, half or year.
        start: First day of the window.
        unit: Currency of the quota, or units.
        quota: The quota; None where tiers are amounts.
        reached: What counts so far.
        share: Reached as a share of the quota, or of the next tier where there is no quota.
        rate: Rate of the tier that is reached.
        next_rate: Rate of the next tier; None on the last.
        missing: What has to be sold until then.
    """

    component: str
    window: str
    start: date
    unit: str
    quota: Decimal | None
    reached: Decimal
    share: Decimal
    rate: Decimal | None
    next_rate: Decimal | None
    missing: Decimal | None


def ways(payee: str, period: str) -> list[Way]:
    """Return how far a payee is in the windows that a month lies in."""
    names = ("plan_id", "component_id", "component", "window", "unit")
    rows = load(
        {
            "measures": ["attainment.quota", "attainment.reached"],
            "dimensions": [f"attainment.{name}" for name in names],
            "timeDimensions": [{"dimension": "attainment.window_start", "granularity": "day"}],
            "filters": of_payee("attainment", payee),
        }
    )
    prove(payee)
    with place().snapshot() as snapshot:
        tiers = ask(snapshot, TIERS)
    found = []
    for row in rows:
        start = row["window_start"].date()
        if row["window"] in MONTHS and holds(start, row["window"], period):
            key = (row["plan_id"], row["component_id"])
            mine = [one for one in tiers if (one["plan_id"], one["component_id"]) == key]
            if row["quota"] is not None or len(mine) > 1:
                found.append(_way(row, start, mine))
    return sorted(found, key=lambda way: (way.quota is None, way.component))


def _way(row: Row, start: date, tiers: list[dict[str, Any]]) -> Way:
    """Return how far a row of attainment is on the way through its tiers."""
    quota, reached = row["quota"], row["reached"] or Decimal(0)
    by_share = bool(tiers) and tiers[0]["tier_by"] == "attainment"
    scale = quota if by_share and quota else Decimal(1)
    above = [one for one in tiers if one["lower"] * scale > reached]
    below = [one for one in tiers if one["lower"] * scale <= reached]
    border = above[0]["lower"] * scale if above else None
    goal = quota or border or reached or Decimal(1)
    return Way(
        component=row["component"],
        window=row["window"],
        start=start,
        unit=row["unit"],
        quota=quota,
        reached=reached,
        share=reached / goal,
        rate=below[-1]["rate"] if below else None,
        next_rate=above[0]["rate"] if above else None,
        missing=border - reached if border is not None else None,
    )
