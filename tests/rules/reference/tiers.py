"""What a way through tiers pays: totals of a state, so that a step pays what it changes."""

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from tests.rules.reference.exact import ZERO, exact, rounded
from tests.rules.reference.world import Row


@dataclass(frozen=True)
class Band:
    """What holds from a bound on; without `is_in`, only above it."""

    bound: Fraction
    is_in: bool
    rate: Fraction
    is_retro: bool


def bands(rate: Row, scale: Fraction) -> list[Band]:
    """Return the bands of a rate table, with the bounds multiplied by the quota."""
    if rate["kind"] == "flat":
        return [Band(ZERO, True, exact(rate["rate"]), False)]
    if rate["kind"] not in ("marginal", "retroactive"):
        return [Band(ZERO, True, ZERO, False)]
    style, made = rate.get("bounds", "lower"), []
    tiers = rate["tiers"]
    for number, tier in enumerate(tiers):
        is_retro = rate["kind"] == "retroactive" or bool(tier.get("retro"))
        touches = number > 0 and tiers[number - 1].get("to") == tier["from"]
        is_in = style != "upper" and not touches
        made.append(Band(_bound(tier["from"], scale, is_in), is_in, exact(tier["rate"]), is_retro))
        is_next = number + 1 < len(tiers) and tier.get("to") == tiers[number + 1]["from"]
        if tier.get("to") is not None and not is_next:
            end = _bound(tier["to"], scale, False)
            made.append(Band(end, False, ZERO, rate["kind"] == "retroactive"))
    if style == "closed" and made[0].bound > 0:
        made.insert(0, Band(ZERO, True, ZERO, rate["kind"] == "retroactive"))
    return made


def _bound(value: object, scale: Fraction, is_in: bool) -> Fraction:
    """Return the last position of 6 digits that is still below, or the first that is reached."""
    whole = exact(value) * scale * 10**6
    return Fraction(ceil(whole) if is_in else floor(whole), 10**6)


@dataclass
class Walk:
    """How far a payee has come, and what lies in each band by component."""

    position: Fraction = ZERO
    held: dict[int, Fraction] = field(default_factory=dict)

    def add(self, made: list[Band], step: Fraction, base: Fraction) -> Fraction:
        """Move by a step that is worth so much, and return what that pays."""
        before = self._total(made)
        for band, part in _cut(made, self.position, self.position + step, base).items():
            self.held[band] = self.held.get(band, ZERO) + part
        self.position += step
        return self._total(made) - before

    def _total(self, made: list[Band]) -> Fraction:
        reached = band_of(made, self.position)
        retro = [number for number, band in enumerate(made) if band.is_retro]
        lowest = max((number for number in retro if number <= reached), default=0)
        highest = min((number for number in retro if number > reached), default=len(made)) - 1
        return sum(
            (
                amount * made[min(max(number, lowest), highest)].rate
                for number, amount in self.held.items()
            ),
            ZERO,
        )


def alone(made: list[Band], step: Fraction, base: Fraction) -> Fraction:
    """Return what an event pays for itself; what goes back is the mirror image of a deal."""
    sign = -1 if step < 0 else 1
    return sign * Walk().add(made, sign * step, sign * base)


def band_of(made: list[Band], position: Fraction) -> int:
    """Return the number of the band that a position lies in; below all of them, the first."""
    reached = [
        number
        for number, band in enumerate(made)
        if band.bound < position or (band.is_in and band.bound == position)
    ]
    return max(reached, default=0)


def _cut(made: list[Band], start: Fraction, end: Fraction, base: Fraction) -> dict[int, Fraction]:
    """Return how much of `base` falls into each band on the way between two positions."""
    low, high = sorted((start, end))
    if low == high:
        return {band_of(made, low): base}
    cuts = [low, *sorted({b.bound for b in made[1:] if low < b.bound < high}), high]
    so_far = [rounded(base * (cut - low) / (high - low)) for cut in cuts]
    found: dict[int, Fraction] = {}
    for number, cut in enumerate(cuts[:-1]):
        middle = (cut + cuts[number + 1]) / 2
        band = band_of(made, middle)
        found[band] = found.get(band, ZERO) + so_far[number + 1] - so_far[number]
    return found
