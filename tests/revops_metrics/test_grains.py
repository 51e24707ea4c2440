"""At every grain a value is one of the sums of its parts, reckoned a second time in fractions."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TypeAlias

import pytest
from hypothesis import given

from tests.revops_metrics.deals import FEW, Deal, deals, told
from tests.revops_metrics.reckoned import definitions, reckoned
from tests.revops_metrics.session import Metrics

Key: TypeAlias = tuple[str | None, str, str]
DEFINITIONS = definitions()
ADDS = {part.name: part.adds for part in DEFINITIONS.parts}
NINTH = Decimal("0.000000001")
LEVELS = {
    "company": None,
    "team": "team_id",
    "person": "person_id",
    "territory": "territory_id",
    "segment": "segment",
    "stage": "stage",
}
VALUES = """
select member, metric, variant, value from revops_metrics.metric
where span = ? and level = ? and period = ?
"""
SET = {
    "quotas": [{"quota": "q"}],
    "quota": [
        {"payee_id": who, "quota": "q", "amount": amount, "currency": "EUR", "window": "year"}
        | {"starts_on": "2026-01-01", "ends_before": "2027-01-01"}
        for who, amount in (("ann", 50_000), ("bob", "70000.50"))
    ],
    "targets": [
        {"period": f"2026-0{month}", "person_id": who, "amount": 9000}
        for month in (1, 2, 4)
        for who in ("ann", "bob")
    ],
    "figures": [
        {"period": f"2026-0{month}", "segment": segment, "figure": figure, "value": month * value}
        for month in (1, 2, 3, 4)
        for segment in ("all", "small")
        for figure, value in (
            ("sales_spend", 7000),
            ("revenue", 91_000),
            ("gross_profit", 60_000),
            ("customers", 33),
            ("churned_customers", 2),
            ("employees", 11),
            ("new_arr", 1200),
            ("expansion_arr", 500),
            ("net_new_arr", 1500),
            ("forecast", 40_000),
        )
    ],
}


@FEW
@given(some=deals())
def test_a_value_is_one_of_sums_at_every_grain(session: Metrics, some: list[Deal]):
    session.calculate(**told(some), **SET)
    months = session.query("select period, quarter, year from revops_metrics.month order by all")
    for span, level in product(("month", "quarter", "year"), LEVELS):
        place = ("month", "quarter", "year").index(span)
        for period in sorted({row[place] for row in months}):
            inside = [row[0] for row in months if row[place] == period]
            found = {
                (member, metric, variant): value
                for member, metric, variant, value in session.query(VALUES, span, level, period)
            }
            assert found == approximately(_reckoned(session, level, inside))


def _reckoned(session: Metrics, level: str, months: list[str]) -> dict[Key, Fraction]:
    """Return all values of a level over some months, from the sums of the parts."""
    column = LEVELS[level]
    rows = session.query(
        f"select {column or 'null'}, period, * from revops_metrics.metric_part "
        f"where period between '{months[0]}' and '{months[-1]}'"
    )
    names = [name for name, *_ in session.connection.description or []]
    sums: dict[str | None, dict[str, Fraction | None]] = {}
    for row in rows:
        of = dict(zip(names[2:], row[2:], strict=True))
        total = sums.setdefault(row[0], dict.fromkeys(ADDS))
        for name, adds in ADDS.items():
            counts = {"all": True, "first": row[1] == months[0], "last": row[1] == months[-1]}
            if counts[adds] and of[name] is not None:
                total[name] = (total[name] or Fraction(0)) + Fraction(of[name])
    return {
        (member, metric.id, variant.id): value
        for member, total in sums.items()
        if column is None or member is not None
        for metric in DEFINITIONS.metrics
        for variant in metric.variants
        if level in metric.levels and (value := reckoned(variant.formula, total)) is not None
    }


def approximately(values: dict[Key, Fraction]) -> dict[Key, object]:
    """Return values that are met if the first nine digits are the same."""
    return {
        key: pytest.approx(Decimal(round(value * 10**10)) / 10**10, rel=NINTH, abs=100 * NINTH)
        for key, value in values.items()
    }
