"""MRR reckoned a second time, day by day, without intervals, joins or windows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

CENT, MICRO = Decimal("0.01"), Decimal("0.000001")
Line = tuple[str, str | None, str]


def rounded(value: Fraction, unit: Decimal) -> Decimal:
    """Return a value rounded half up, away from zero."""
    scaled = value / Fraction(unit)
    whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
    return (whole if scaled >= 0 else -whole) * unit


@dataclass
class Books:
    """All that is told of subscriptions and rates.

    Attributes:
        terms: The rows of each subscription in the order of their starts.
        rates: Day and rate of each currency, in order.
    """

    terms: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    rates: dict[str, list[tuple[date, Fraction]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, world: dict[str, list[dict[str, Any]]]) -> "Books":
        """Read the rows of a world."""
        books = cls()
        for row in sorted(world["subscription"], key=lambda row: row["starts_on"]):
            books.terms[row["subscription_id"]].append(row)
        for row in sorted(world["fx_daily"], key=lambda row: row["day"]):
            books.rates[row["currency"]].append((row["day"], Fraction(Decimal(row["rate"]))))
        return books

    def contracted(self, day: date) -> dict[Line, Decimal]:
        """Return the MRR of a day by customer, product and currency."""
        found: dict[Line, Decimal] = defaultdict(Decimal)
        for rows in self.terms.values():
            begun = [row for row in rows if row["starts_on"] <= day]
            if begun and (begun[-1]["ends_before"] is None or begun[-1]["ends_before"] > day):
                row = begun[-1]
                price = Fraction(Decimal(row["amount"])) / row["billing_months"]
                line = (row["customer_id"], row["product_id"], row["currency"])
                found[line] += rounded(price, MICRO)
        return found

    def rate(self, currency: str, day: date) -> Fraction:
        """Return the last rate by a day; 0 if there is none."""
        if currency == "EUR":
            return Fraction(1)
        known = [rate for on, rate in self.rates[currency] if on <= day]
        return known[-1] if known else Fraction(0)

    def worth(self, lines: dict[Line, Decimal], day: date) -> dict[str, Decimal]:
        """Return what lines are worth at the rates of a day, each to the cent, by customer."""
        found: dict[str, Decimal] = defaultdict(Decimal)
        for line, mrr in lines.items():
            found[line[0]] += rounded(Fraction(mrr) * self.rate(line[2], day), CENT)
        return found


@dataclass(frozen=True)
class Bridge:
    """What became of a customer in a month, in euros."""

    movement: str
    opening: Decimal
    fx: Decimal
    moved: Decimal
    closing: Decimal


def bridges(books: Books, months: int) -> Iterator[tuple[str, dict[str, Bridge]]]:
    """Yield each month from January 2024 on with the bridges of all who pay or paid."""
    before: dict[Line, Decimal] = {}
    last = date(2023, 12, 31)
    seen: set[str] = set()
    for number in range(1, months + 1):
        day = date(2024 + number // 12, number % 12 + 1, 1) - timedelta(1)
        now = books.contracted(day)
        opening, revalued = books.worth(before, last), books.worth(before, day)
        closing = books.worth(now, day)
        found = {}
        for customer in sorted({line[0] for line in before | now}):
            was, still = opening.get(customer, Decimal(0)), closing.get(customer, Decimal(0))
            worth = revalued.get(customer, Decimal(0))
            if was or still:
                kind = _kind(was, worth, still, customer in seen)
                found[customer] = Bridge(kind, was, worth - was, still - worth, still)
        seen |= {customer for customer, mrr in closing.items() if mrr > 0}
        yield f"{day:%Y-%m}", found
        before, last = now, day


def _kind(opening: Decimal, revalued: Decimal, closing: Decimal, is_known: bool) -> str:
    if opening <= 0 < closing:
        return "reactivation" if is_known else "new"
    if closing <= 0 < opening:
        return "churn"
    return "contraction" if closing < revalued else "expansion"
