"""Values of KPIs in words."""

from decimal import ROUND_HALF_EVEN, Decimal

CENT, TENTH = Decimal("0.01"), Decimal("0.1")


def shown(value: Decimal | None, unit: str | None, currency: str = "") -> str:
    """Return a value in its unit: a share in per cent, money with two digits.

    Args:
        value: The value; None is a dash.
        unit: The unit of the KPI.
        currency: That of money; left out where it is empty.
    """
    if value is None:
        return "-"
    if unit == "share":
        return f"{_rounded(100 * value, TENTH)} %"
    if unit == "money":
        return f"{_rounded(value, CENT)} {currency}".strip()
    text = _rounded(value, CENT)
    plain = text.rstrip("0").rstrip(".")
    return plain if unit in (None, "ratio") else f"{plain} {unit}"


def moved(change: Decimal | None, unit: str | None, currency: str = "") -> str:
    """Return a change with its sign; that of a share in points, not in per cent of anything."""
    if change is None:
        return "-"
    sign = "+" if change > 0 else ""
    if unit == "share":
        return f"{sign}{_rounded(100 * change, TENTH)} points"
    return f"{sign}{shown(change, unit, currency)}"


def _rounded(value: Decimal, digit: Decimal) -> str:
    return f"{value.quantize(digit, ROUND_HALF_EVEN):,f}"


def outlook(will_be_met: bool | None) -> str:
    """Return whether a KPI's trend gets it to its next target."""
    return "-" if will_be_met is None else "on course" if will_be_met else "off course"
