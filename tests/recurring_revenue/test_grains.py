"""At every grain a value is one of the sums of its parts, reckoned a second time in fractions."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.package_session import Session
from tests.recurring_revenue.histories import history
from tests.revops_metrics.deals import FEW
from tests.revops_metrics.reckoned import definitions, reckoned

DEFINITIONS = definitions("recurring_revenue")
LEVELS = {
    "company": "null",
    "person": "person_id",
    "segment": "segment",
    "product": "product_id",
}


@FEW
@given(seed=st.integers(0, 10**6))
def test_a_value_is_one_of_sums_at_every_grain(session: Session, seed: int):
    session.calculate(**history(seed, 12, 14))
    for span, label in (("month", "period"), ("quarter", "quarter"), ("year", "year")):
        for level, column in LEVELS.items():
            found = session.query(
                "select period, member, metric, variant, value from recurring_revenue.metric "
                "where span = ? and level = ?",
                *(span, level),
            )
            wanted = _reckoned(session, label, level, column)
            assert {tuple(row[:4]) for row in found} == wanted.keys()
            for *key, value in found:
                exact = wanted[tuple(key)]
                assert abs(Fraction(value) - exact) <= (1 + abs(exact)) / 10**9, key


def _reckoned(session: Session, label: str, level: str, column: str) -> dict:
    """Return all values of a level, from the sums of its parts over the months of a span."""
    ends = {"all": "true", "first": "part.period = bound.first", "last": "part.period = bound.last"}
    sums = ", ".join(
        f"sum(part.{one.name}) filter (where {ends[one.adds]})" for one in DEFINITIONS.parts
    )
    rows = session.query(
        f"with bound as (select {label} as span, min(period) as first, max(period) as last "
        f"from recurring_revenue.month group by {label}) "
        f"select bound.span, {column}, {sums} from recurring_revenue.mrr_part as part "
        "inner join bound on exists (select 1 from recurring_revenue.month as month "
        f"where month.period = part.period and month.{label} = bound.span) group by all"
    )
    wanted = {}
    for span, member, *amounts in rows:
        if level != "company" and member is None:
            continue
        total = {
            one.name: None if amount is None else Fraction(amount)
            for one, amount in zip(DEFINITIONS.parts, amounts, strict=True)
        }
        for metric in DEFINITIONS.metrics:
            for variant in metric.variants:
                value = reckoned(variant.formula, total)
                if level in metric.levels and value is not None:
                    wanted[span, member, metric.id, variant.id] = value
    return wanted
