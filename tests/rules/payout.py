"""Steps and payout curves in plain Python, from the words of the plan."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from perfos.company.plan.rates import RateTable
from tests.rules.reference.case import Event

CENT = Decimal("0.01")
NOTHING = Fraction(-(10**12))


@dataclass(frozen=True)
class Payout:
    """Steps or a curve over what is credited, with the events of a quarter."""

    kind: str
    points: tuple[tuple[Decimal, Decimal], ...]
    beyond: str
    bounds: str
    window: str
    events: tuple[Event, ...]

    def table(self) -> RateTable:
        """Return the rate as a plan has it."""
        if self.kind == "steps":
            tiers = [{"from": str(at), "pays": str(value)} for at, value in self.points]
            given = {"kind": "steps", "bounds": self.bounds, "tiers": tiers}
            return RateTable.model_validate(given)
        points = [{"at": str(at), "pays": str(value)} for at, value in self.points]
        given = {"kind": "interpolated", "points": points, "beyond": self.beyond}
        return RateTable.model_validate(given)

    def paid(self, position: Fraction) -> Fraction:
        """Return what has been paid in all at a position, from the plan's words."""
        (first, value), *_ = self.points
        is_above = position > first if self.bounds == "upper" else position >= first
        if not is_above:
            return Fraction(0)
        if self.kind == "steps":
            reached = [
                value
                for at, value in self.points
                if (position > at if self.bounds == "upper" else position >= at)
            ]
            return Fraction(reached[-1])
        for (low, value), (high, after) in pairwise(self.points):
            if position < high:
                return _on_line(low, value, high, after, position)
        if self.beyond == "flat":
            return Fraction(self.points[-1][1])
        (low, value), (high, after) = self.points[-2:]
        way = position - Fraction(high) + Fraction(low)
        return Fraction(after) - Fraction(value) + _on_line(low, value, high, after, way)

    def pays(self) -> list[Decimal]:
        """Return what each event pays, one after the other."""
        found, position = [], NOTHING
        for event in self.events:
            amount = Fraction(event.amount)
            if self.window == "event":
                change = self.paid(abs(amount)) - self.paid(NOTHING)
                change = -change if amount < 0 else change
            else:
                after = amount if position == NOTHING else position + amount
                change, position = self.paid(after) - self.paid(position), after
            found.append(_cents(change))
        return found


def _on_line(
    low: Decimal, value: Decimal, high: Decimal, after: Decimal, position: Fraction
) -> Fraction:
    way = Fraction(after - value) * (position - Fraction(low)) / Fraction(high - low)
    return Fraction(value) + _rounded(way, 6)


def _rounded(value: Fraction, digits: int) -> Fraction:
    sign, scale = -1 if value < 0 else 1, 10**digits
    return Fraction(sign * int(abs(value) * scale + Fraction(1, 2)), scale)


def _cents(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(CENT, ROUND_HALF_UP)
