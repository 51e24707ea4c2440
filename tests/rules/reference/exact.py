"""Numbers without an error: fractions, rounded where the documents round."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

CENT = 2
ZERO = Fraction(0)


def exact(value: Any) -> Fraction:
    """Return a number as it is written."""
    return value if isinstance(value, Fraction) else Fraction(str(value))


def rounded(value: Fraction, places: int = 6, mode: str = "half_up") -> Fraction:
    """Round; `half_up` takes halves away from zero, `half_even` to the even neighbour."""
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled, 1)
    up = rest > Fraction(1, 2) or (
        rest == Fraction(1, 2) and (mode == "half_up" or int(whole) % 2 == 1)
    )
    return Fraction(int(whole) + up, 10**places) * (-1 if value < 0 else 1)


def shared(total: Fraction, weights: Sequence[Fraction], mode: str = "half_up") -> list[Fraction]:
    """Share an amount in proportion, each part to the cent.

    The largest part takes what rounding leaves over, the first of several.
    """
    whole = sum(weights, ZERO)
    parts = [rounded(total * weight / whole, CENT, mode) for weight in weights]
    first = list(weights).index(max(weights))
    parts[first] += total - sum(parts, ZERO)
    return parts
