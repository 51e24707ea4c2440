"""The same pay by another way: plain Python, one credit after the other, totals instead of slices.

It shares nothing with the SQL but the plan's words. What has been paid is a function of the state
(the position, and how much of the base lies in each tier); a credit pays what it changes.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import ceil

FIRST = date(2026, 1, 1)
SIX = Decimal("0.000001")


@dataclass(frozen=True)
class Tier:
    """A rate from `lower` on; `is_retro` makes it hold from the first unit once reached."""

    lower: Decimal
    rate: Decimal
    is_retro: bool = False


@dataclass(frozen=True)
class Event:
    """A credited event: `day` of the year 2026 (from 0), money, units, and its kind."""

    day: int
    amount: Decimal
    quantity: Decimal = Decimal(1)
    kind: str = "booking"

    @property
    def on(self) -> date:
        """The day of the event."""
        return FIRST + timedelta(days=self.day)


@dataclass(frozen=True)
class Case:
    """One payee on one component in one window, with all events in the order of their names."""

    tiers: tuple[Tier, ...]
    events: tuple[Event, ...]
    tier_by: str = "amount"
    rate_unit: str = "share"
    window: str = "quarter"
    quota: Decimal | None = None
    quota_in_units: bool = False
    cap_per: str | None = None
    cap_amount: Decimal | None = None


@dataclass
class State:
    """How far a payee has come through the tiers, and what lies in each of them."""

    position: Decimal = Decimal(0)
    held: dict[int, Decimal] = field(default_factory=lambda: defaultdict(Decimal))


def earn(case: Case) -> list[Decimal]:
    """Return what each event of the case earns before caps and rounding, in order."""
    if case.tier_by == "attainment" and not (case.quota and case.quota > 0):
        return [Decimal(0)] * len(case.events)
    bounds = _bounds(case)
    state, earned = State(), []
    for event in case.events:
        if case.window == "event":
            state = State()
        earned.append(_earn(case, bounds, state, event))
    return earned


def _bounds(case: Case) -> list[Fraction]:
    scale = case.quota if case.tier_by == "attainment" else Decimal(1)
    exact = [Fraction(tier.lower) * Fraction(scale or 1) for tier in case.tiers]
    return [Fraction(ceil(bound * 10**6), 10**6) for bound in exact]


def _earn(case: Case, bounds: list[Fraction], state: State, event: Event) -> Decimal:
    """Move the state by an event; return the change of what the state pays."""
    step, base = _step(case, event), _base(case, event)
    is_alone_and_back = case.window == "event" and step < 0
    if is_alone_and_back:
        # Alone, a credit note is the mirror image of a booking of its size.
        state.position = -step
        for tier, part in _parts(bounds, Decimal(0), -step, -base).items():
            state.held[tier] += part
    before = _total(case, bounds, state)
    for tier, part in _parts(bounds, state.position, state.position + step, base).items():
        state.held[tier] += part
    state.position += step
    return _total(case, bounds, state) - before


def _step(case: Case, event: Event) -> Decimal:
    if case.tier_by == "quantity" or (case.tier_by == "attainment" and case.quota_in_units):
        return event.quantity
    if case.tier_by == "count":
        return Decimal({"cancellation": -1, "credit_note": 0}.get(event.kind, 1))
    return event.amount


def _base(case: Case, event: Event) -> Decimal:
    return event.quantity if case.rate_unit == "per_unit" else event.amount


def _tier_of(bounds: list[Fraction], position: Fraction | Decimal) -> int:
    return max((number for number, bound in enumerate(bounds) if bound <= position), default=0)


def _parts(
    bounds: list[Fraction], start: Decimal, end: Decimal, base: Decimal
) -> dict[int, Decimal]:
    """Return how much of `base` falls into each tier on the way between two positions."""
    low, high = sorted((Fraction(start), Fraction(end)))
    if low == high:
        return {_tier_of(bounds, low): base}
    cuts = [low, *(bound for bound in bounds[1:] if low < bound < high), high]
    shares = [_six(Fraction(base) * (cut - low) / (high - low)) for cut in cuts]
    return {
        _tier_of(bounds, cut): shares[number + 1] - shares[number]
        for number, cut in enumerate(cuts[:-1])
    }


def _six(value: Fraction) -> Decimal:
    whole, sign = abs(value) * 10**6, -1 if value < 0 else 1
    return Decimal(sign * int(whole + Fraction(1, 2))) * SIX


def _total(case: Case, bounds: list[Fraction], state: State) -> Decimal:
    """Return what a state pays in all."""
    reached = _tier_of(bounds, state.position)
    retro = [number for number, tier in enumerate(case.tiers) if tier.is_retro]
    lowest = max((number for number in retro if number <= reached), default=0)
    highest = min((number for number in retro if number > reached), default=len(case.tiers)) - 1
    return sum(
        (
            amount * case.tiers[min(max(tier, lowest), highest)].rate
            for tier, amount in state.held.items()
        ),
        Decimal(0),
    )
