"""The inverse question: how much has to be sold in a window to earn so much."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil

from perfos.company.plan.curve_rows import payout
from perfos.company.plan.plans import Component

_CENT = Decimal("0.01")
_NONE = Fraction(0)


class NeverEarnedError(ValueError):
    """However much is sold, that much is never earned."""


def needed(
    components: Iterable[Component],
    earn: Decimal,
    quotas: dict[str, Decimal] | None = None,
    digits: Decimal = _CENT,
) -> Decimal:
    """Return the least that has to be credited so that components pay so much in one window.

    What is credited counts for all components alike; nothing of what a single event decides (its
    own rate or multiplier), of other components (gates, multipliers) or of units is known here.

    Args:
        components: Components that are paid by amount or attainment.
        earn: What they should pay together, in the plan's currency.
        quotas: Quotas and target pay of the window by name.
        digits: To what the answer is rounded up.

    Raises:
        NeverEarnedError: They never pay that much.
        ValueError: A component is not paid by the amount alone, or its quota is missing.
    """
    functions = [_function(component, quotas or {}, Fraction(digits)) for component in components]
    starts = sorted({_NONE, *(start for function in functions for start in function.starts)})
    for start, end in pairwise([*starts, None]):
        position = start or _NONE
        pays, slope = (sum(part) for part in zip(*(f.at(position) for f in functions), strict=True))
        if pays >= earn:
            return _up(position, digits)
        if slope > 0:
            position += (Fraction(earn) - pays) / slope
            if end is None or position < end:
                return _up(position, digits)
    raise NeverEarnedError(f"{earn:f} is never earned, however much is sold")


@dataclass(frozen=True)
class _Function:
    """What a component pays in all: straight stretches, with a start, a value and a slope each."""

    stretches: tuple[tuple[Fraction, Fraction, Fraction], ...]
    cap: Fraction | None

    @property
    def starts(self) -> set[Fraction]:
        """Where it may change; where the cap is reached, too."""
        starts = {start for start, *_ in self.stretches}
        for start, pays, slope in self.stretches:
            if self.cap is not None and slope > 0 and pays < self.cap:
                starts.add(start + (self.cap - pays) / slope)
        return starts

    def at(self, position: Fraction) -> tuple[Fraction, Fraction]:
        """Return what is paid at a position, and how much more for each unit from there on."""
        for start, pays, slope in reversed(self.stretches):
            if start <= position:
                paid = pays + slope * (position - start)
                is_capped = self.cap is not None and paid >= self.cap
                return (self.cap or _NONE, _NONE) if is_capped else (paid, slope)
        return _NONE, _NONE


def _function(component: Component, quotas: dict[str, Decimal], digit: Fraction) -> _Function:
    """Return what a component pays; a bound that belongs below is passed by one digit."""
    rate = component.rate
    is_plain = rate.kind not in ("formula", "matrix") and not rate.has_rate_points
    is_plain = is_plain and rate.bounds != "closed" and rate.unit == "share"
    if rate.by not in ("amount", "attainment") or not is_plain:
        raise ValueError(f"{component.id} is not paid by the amount alone")
    if component.multiplier or component.multipliers or component.gate or component.shares:
        raise ValueError(f"{component.id} is not paid by its own amount alone")
    scale = _quota(component.quota, quotas) if rate.by == "attainment" else Fraction(1)
    beyond = digit if rate.bounds == "upper" else _NONE
    stretches: list[tuple[Fraction, Fraction, Fraction]] = []
    for tier in rate.all_tiers:
        slope, start = Fraction(tier.rate or 0), Fraction(tier.from_) * scale
        if rate.kind == "retroactive" or tier.retro:
            start += beyond if start else _NONE
            stretches.append((start, slope * start, slope))
        else:
            stretches.append((start, _Function(tuple(stretches), None).at(start)[0], slope))
    pay = _target(component, quotas)
    for lower, _, value, rise, run in payout(rate):
        if lower is not None:
            slope = Fraction(rise) * pay / (Fraction(run) * scale)
            stretches.append((Fraction(lower) * scale + beyond, Fraction(value) * pay, slope))
    cap = component.cap if component.cap and component.cap.per == "window" else None
    return _Function(tuple(stretches), Fraction(cap.amount) if cap else None)


def _target(component: Component, quotas: dict[str, Decimal]) -> Fraction:
    target = component.target
    if target is None:
        return Fraction(1)
    whole = _quota(target.quota, quotas) if target.quota else Fraction(target.amount or 0)
    return whole * Fraction(target.weight)


def _quota(name: str | None, quotas: dict[str, Decimal]) -> Fraction:
    if not name or quotas.get(name, Decimal(0)) <= 0:
        raise ValueError(f"the quota {name} is missing")
    return Fraction(quotas[name])


def _up(position: Fraction, digits: Decimal) -> Decimal:
    return ceil(position / Fraction(digits)) * digits
