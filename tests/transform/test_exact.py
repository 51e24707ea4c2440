"""The two macros that replace DuckDB's slow or inexact arithmetic agree with exact arithmetic."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import jinja2
from hypothesis import example, given, settings
from hypothesis import strategies as st

MACROS = Path(__file__).parents[2] / "transform" / "macros"

amounts = st.decimals(-(10**10), 10**10, places=6)
few_digits = st.integers(-(10**9), 10**9).map(lambda cents: Decimal(cents) / 100)
rates = st.decimals(0, 10**5, places=10) | st.integers(0, 10**9).map(lambda n: Decimal(n) / 10**5)
units = st.integers(1, 10**15)


def sql(macro: str, *arguments: str) -> str:
    """Return what a macro of its own file becomes."""
    template = jinja2.Environment(autoescape=False).from_string(  # noqa: S701 - SQL, not HTML.
        (MACROS / f"{macro}.sql").read_text()
    )
    return getattr(template.module, macro)(*arguments)


PRODUCT = f"""
    with factors as (select ?::decimal(28, 6) as a, ?::decimal(28, 10) as b),
    multiplied as (select a * b as p, try_cast(a::double * b::double as decimal(28, 6)) as g from factors)
    select {sql("rounded_product", "p", "g")}, cast(p as decimal(28, 6)) from multiplied
"""
RATIO = f"select {sql('exact_ratio', 'n', 'd')} from (select ?::hugeint as n, ?::hugeint as d)"
CONNECTION = duckdb.connect()


@given(amounts | few_digits, rates)
@example(Decimal("0.000001"), Decimal("0.5"))
@example(Decimal("-0.000001"), Decimal("0.5"))
@example(Decimal("0.07"), Decimal("1.00005"))
@example(Decimal("-0.07"), Decimal("1.00005"))
@example(Decimal("9999999999.999999"), Decimal("99999.9999999999"))
@settings(max_examples=400, deadline=None)
def test_a_product_is_rounded_half_away_from_zero(amount: Decimal, rate: Decimal):
    [(found, cast)] = CONNECTION.execute(PRODUCT, [str(amount), str(rate)]).fetchall()
    exact = Fraction(amount) * Fraction(rate) * 10**6
    rounded = int(abs(exact) + Fraction(1, 2)) * (1 if exact >= 0 else -1)
    assert found == cast == Decimal(rounded) / 10**6


@given(units, units)
@example(1, 2 * 10**10)
@settings(max_examples=400, deadline=None)
def test_a_ratio_is_divided_exactly(numerator: int, denominator: int):
    [(found,)] = CONNECTION.execute(RATIO, [numerator, denominator]).fetchall()
    exact = Decimal(numerator * 10**30 // denominator).scaleb(-30)
    assert found == exact.quantize(Decimal("1e-10"), ROUND_HALF_UP)


def test_a_ratio_that_is_out_of_reach_is_null_and_not_wrong():
    assert CONNECTION.execute(RATIO, [10**36, 1]).fetchall() == [(None,)]
