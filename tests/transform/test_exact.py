"""The one division of the core agrees with exact arithmetic."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb
import jinja2
from hypothesis import example, given, settings
from hypothesis import strategies as st

MACROS = Path(__file__).parents[2] / "transform" / "macros"

units = st.integers(1, 10**15)


def sql(macro: str, *arguments: str) -> str:
    """Return what a macro of its own file becomes."""
    template = jinja2.Environment(autoescape=False).from_string(  # noqa: S701 - SQL, not HTML.
        (MACROS / f"{macro}.sql").read_text()
    )
    return getattr(template.module, macro)(*arguments)


RATIO = f"select {sql('exact_ratio', 'n', 'd')} from (select ?::hugeint as n, ?::hugeint as d)"
CONNECTION = duckdb.connect()


@given(units, units)
@example(1, 2 * 10**10)
@settings(max_examples=400, deadline=None)
def test_a_ratio_is_divided_exactly(numerator: int, denominator: int):
    [(found,)] = CONNECTION.execute(RATIO, [numerator, denominator]).fetchall()
    exact = Decimal(numerator * 10**30 // denominator).scaleb(-30)
    assert found == exact.quantize(Decimal("1e-10"), ROUND_HALF_UP)


def test_a_ratio_that_is_out_of_reach_is_null_and_not_wrong():
    assert CONNECTION.execute(RATIO, [10**36, 1]).fetchall() == [(None,)]
