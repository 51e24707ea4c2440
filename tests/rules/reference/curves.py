"""What a payout by steps or along a curve pays in all at a position, and a matrix over events."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from tests.rules.reference.exact import ZERO, exact, rounded
from tests.rules.reference.formulas import formula
from tests.rules.reference.world import Event, Row


def payout(rate: Row, reached: Fraction, target: Fraction, worth: Fraction) -> Fraction:
    """Return what is paid in all for what is reached, an amount or a share of the quota."""
    if "rate" in (rate.get("points") or [{}])[0]:
        there = along(rate["points"], rate.get("beyond"), reached, "rate", ZERO)
        return rounded(worth * rounded(there, 10))
    if rate["kind"] == "steps":
        return rounded(target * _step(rate, reached))
    return rounded(target * along(rate["points"], rate.get("beyond"), reached, "pays", ZERO))


def _step(rate: Row, reached: Fraction) -> Fraction:
    is_upper = rate.get("bounds") == "upper"
    passed = [
        exact(tier["pays"])
        for tier in rate["tiers"]
        if exact(tier["from"]) < reached or (not is_upper and exact(tier["from"]) == reached)
    ]
    return passed[-1] if passed else ZERO


def along(
    points: list[Row], beyond: str | None, reached: Fraction, key: str, below: Fraction | None
) -> Fraction:
    """Return the value of a curve; `below` its first point, or that point's where it is None."""
    at = [(exact(point["at"]), exact(point[key])) for point in points]
    if reached < at[0][0]:
        return at[0][1] if below is None else below
    if reached > at[-1][0] and beyond != "linear":
        return at[-1][1]
    pairs = list(pairwise(at))
    (x1, y1), (x2, y2) = next((p for p in pairs if reached <= p[1][0]), pairs[-1])
    return y1 + (reached - x1) * (y2 - y1) / (x2 - x1)


def own_rate(rate: Row, event: Event) -> Fraction:
    """Return the rate that an event has for itself."""
    if rate["kind"] == "formula":
        value = formula(rate["rate"], event)
        return ZERO if value is None else rounded(exact(value), 10)
    is_upper = rate.get("bounds") == "upper"
    row, column = (
        place(
            [exact(one) for one in rate[axis]["from"]], formula(rate[axis]["by"], event), is_upper
        )
        for axis in ("rows", "columns")
    )
    return ZERO if row is None or column is None else exact(rate["rates"][row][column])


def place(bounds: list[Fraction], value: Any, is_upper: bool) -> int | None:
    """Return which row or column a value is in; below the first, the first goes on."""
    if value is None:
        return None
    passed = [
        n for n, bound in enumerate(bounds) if bound < value or (bound == value and not is_upper)
    ]
    return max(passed, default=0)
