"""Payout curves and multipliers as stretches of straight lines, for the schema `control`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pyarrow as pa

from perfos.company.plan.modifiers import Multiplier
from perfos.company.plan.plans import Plan
from perfos.company.plan.rates import RateTable

_RATE = pa.decimal128(28, 10)
SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "plan_curve": {
        **dict.fromkeys(("plan_id", "component_id"), pa.string()),
        "curve_no": pa.int32(),
        "by_component": pa.string(),
        "stretch_no": pa.int32(),
        **dict.fromkeys(("lower", "upper"), _RATE),
        **dict.fromkeys(("is_open", "is_rate"), pa.bool_()),
        **dict.fromkeys(("value", "rise", "run"), _RATE),
    },
}
_COLUMNS = ("lower", "upper", "value", "rise", "run")

# From, to, value at its beginning, and how far the value rises over which way.
Stretch = tuple[Decimal | None, Decimal | None, Decimal, Decimal, Decimal]
Points = Sequence[tuple[Decimal, Decimal]]


def curve_rows(plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield the stretches of payouts and rates by tenure (curve 0), and of multipliers (from 1)."""
    for component in plan.components:
        curves: list[tuple[str | None, list[Stretch]]] = [(None, payout(component.rate))]
        curves += [(one.component, _factors(one)) for one in component.multipliers]
        for curve_no, (name, stretches) in enumerate(curves):
            for stretch_no, stretch in enumerate(stretches, start=1):
                yield {
                    "plan_id": plan.plan,
                    "component_id": component.id,
                    "curve_no": curve_no,
                    "by_component": name,
                    "stretch_no": stretch_no,
                    "is_rate": curve_no == 0 and component.rate.has_rate_points,
                    "is_open": curve_no == 0 and component.rate.bounds != "lower",
                    **dict(zip(_COLUMNS, stretch, strict=True)),
                }


def payout(rate: RateTable) -> list[Stretch]:
    """Return what has been paid in all at a position, or the rate there; by tenure, in a month."""
    zero = Decimal(0)
    if rate.by == "tenure" and rate.tiers:
        rates = [(tier.from_, tier.rate or zero) for tier in rate.tiers]
        return _stretches(rates, rates[0][1], None)
    if rate.kind == "steps":
        steps = [(tier.from_, tier.pays or zero) for tier in rate.tiers or ()]
        return _stretches(steps, zero, None)
    if rate.kind == "interpolated":
        points = [(point.at, point.rate or point.pays or zero) for point in rate.points or ()]
        return _stretches(points, zero, rate.beyond or "flat")
    return []


def _factors(multiplier: Multiplier) -> list[Stretch]:
    if multiplier.kind == "steps":
        steps = [(tier.from_, tier.times) for tier in multiplier.tiers]
        return _stretches(steps, steps[0][1], None)
    points = [(point.at, point.times) for point in multiplier.points]
    return _stretches(points, points[0][1], multiplier.beyond or "flat")


def _stretches(points: Points, below: Decimal, beyond: str | None) -> list[Stretch]:
    """Return the stretches between points; without `beyond` each point is a step."""
    zero, one = Decimal(0), Decimal(1)
    stretches: list[Stretch] = [(None, points[0][0], below, zero, one)]
    for (lower, value), (upper, after) in pairwise(points):
        is_step = beyond is None
        rise, run = (zero, one) if is_step else (after - value, upper - lower)
        stretches.append((lower, upper, value, rise, run))
    *_, rise, run = stretches[-1] if beyond == "linear" else (zero, one)
    last, value = points[-1]
    return [*stretches, (last, None, value, rise, run)]
