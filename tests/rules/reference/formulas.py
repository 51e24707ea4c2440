"""The formulas that random plans and worked examples use, each said again in Python."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from tests.rules.reference.exact import exact
from tests.rules.reference.world import Event

Value = Fraction | None


def number(event: Event, name: str) -> Value:
    """Return a dimension as a number; nothing where it is empty or none."""
    text = event.dims.get(name)
    try:
        return None if text in (None, "") else exact(text)
    except ValueError:
        return None


def _or(value: Value, other: int) -> Fraction:
    return Fraction(other) if value is None else value


def _at_least(value: Value, least: int) -> bool:
    return value is not None and value >= least


def _rate_by_term(event: Event) -> Value:
    term = number(event, "term")
    rates = {True: "0.15", False: "0.125" if term == 2 else "0.1"}
    return exact(rates[_at_least(term, 3)])


def _times(event: Event, name: str) -> Value:
    value = number(event, name)
    return None if value is None else event.amount * value


FORMULAS: dict[str, Callable[[Event], Any]] = {
    "amount": lambda e: e.amount,
    "quantity": lambda e: e.quantity,
    "amount * 0.8": lambda e: e.amount * exact("0.8"),
    "amount - coalesce(number(dims['tax']), 0)": lambda e: e.amount - _or(number(e, "tax"), 0),
    "amount * number(rate)": lambda e: _times(e, "rate"),
    "number(discount)": lambda e: number(e, "discount"),
    "number(term)": lambda e: number(e, "term"),
    "number(months)": lambda e: number(e, "months"),
    "12 * number(dims['monthly'])": lambda e: 12 * _or(number(e, "monthly"), 0),
    "case when number(term) = 3 then 1.5 end": lambda e: (
        Fraction(3, 2) if number(e, "term") == 3 else None
    ),
    "case when number(term) >= 3 then 0.15 when number(term) = 2 then 0.125 else 0.1 end": (
        _rate_by_term
    ),
    "amount - number(cost)": lambda e: e.amount - _or(number(e, "cost"), 0),
    "type = 'new'": lambda e: e.dims.get("type") == "new",
    "type = 'extension'": lambda e: e.dims.get("type") == "extension",
    "family = 'Hardware'": lambda e: e.dims.get("family") == "Hardware",
    "case when kind = 'cancellation' then -200 else 200 end": lambda e: Fraction(
        -200 if e.kind == "cancellation" else 200
    ),
    "if(amount > 100, 0.1, 0)": lambda e: exact("0.1") if e.amount > 100 else Fraction(0),
    "if(pilot = 'yes', 0, 1)": lambda e: Fraction(e.dims.get("pilot") != "yes"),
    "arr": lambda e: number(e, "arr"),
    "margin": lambda e: number(e, "margin"),
    "if(kind = 'renewal', amount * 0.5, amount)": lambda e: (
        e.amount / 2 if e.kind == "renewal" else e.amount
    ),
    "quantity * if(edition = 'large', 3, 1)": lambda e: (
        e.quantity * (3 if e.dims.get("edition") == "large" else 1)
    ),
    "product_id = 'a'": lambda e: e.dims.get("product_id") == "a",
    "amount >= 500": lambda e: e.amount >= 500,
    "product_id = 'core'": lambda e: e.dims.get("product_id") == "core",
}


def formula(text: Any, event: Event) -> Any:
    """Return what a formula gives for an event."""
    if str(text) in FORMULAS:
        return FORMULAS[str(text)](event)
    return exact(text)
