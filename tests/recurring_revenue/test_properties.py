"""What holds for any history: the bridge closes, retention has bounds, and the past stays."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.package_session import Session
from tests.recurring_revenue.histories import FIRST, history, known
from tests.recurring_revenue.reckoned import Books, Bridge, bridges
from tests.revops_metrics.deals import FEW

MONTHS = 30
SEEDS = st.integers(0, 10**6)
MOVED = """
select period, customer_id, movement, opening_mrr, fx_mrr, movement_mrr, closing_mrr
from recurring_revenue.customer_month
where opening_mrr <> 0 or closing_mrr <> 0
"""
BRIDGE = """
select
    period, coalesce(sum(opening_mrr), 0), coalesce(sum(closing_mrr), 0), coalesce(sum(
        new_mrr + reactivation_mrr + expansion_mrr - contraction_mrr - churn_mrr + fx_mrr
    ), 0),
    sum(opening_customers), sum(closing_customers),
    sum(new_customers + reactivated_customers - churned_customers)
from recurring_revenue.mrr_part
where {of} group by period order by period
"""
BOUNDS = """
select grr.* from recurring_revenue.metric as grr
inner join recurring_revenue.metric as nrr using (span, period, level, member, variant)
where grr.metric = 'grr' and nrr.metric = 'nrr'
    and (grr.value not between 0 and 1 or nrr.value < grr.value)
"""
POSTED = """
select period, account, sum(amount)
from recurring_revenue.recurring_revenue__postings
where book = 'mrr' group by all having sum(amount) <> 0
"""


def check_bridges(session: Session, world: dict, months: int) -> int:
    """Compare every bridge of every customer with its second reckoning; return how many."""
    found: dict[str, dict[str, Bridge]] = {}
    for period, customer, *bridge in session.query(MOVED):
        found.setdefault(period, {})[customer] = Bridge(*bridge)
    wanted = {period: one for period, one in bridges(Books.of(world), months) if one}
    assert found == wanted
    return sum(map(len, found.values()))


def check_sums(session: Session, of: str = "true") -> None:
    """Demand that opening and movements lead to the closing, which the next month opens with."""
    before = (Decimal(0), 0)
    for _, opening, closing, moved, were, are, came in session.query(BRIDGE.format(of=of)):
        assert (opening, were) == before
        assert (closing, are) == (opening + moved, were + came)
        before = (closing, are)


@FEW
@given(seed=SEEDS)
def test_every_bridge_is_what_a_second_reckoning_says(session: Session, seed: int):
    world = history(seed, 15, MONTHS)
    session.calculate(**world)
    check_bridges(session, world, MONTHS)
    check_sums(session)
    check_sums(session, "segment = 'small'")
    assert session.query(BOUNDS) == []


@FEW
@given(seed=SEEDS)
def test_any_day_is_answered(session: Session, seed: int):
    world = history(seed, 10, MONTHS)
    session.calculate(**world)
    books, random = Books.of(world), Random(seed)
    for day in (FIRST + timedelta(random.randrange(900)) for _ in range(5)):
        found = session.query(
            "select customer_id, currency, mrr from recurring_revenue.customer_mrr "
            "where valid_from <= ? and ? < valid_until and mrr <> 0",
            *(day, day),
        )
        wanted: dict[tuple[str, str], Decimal] = {}
        for (customer, _, currency), mrr in books.contracted(day).items():
            wanted[customer, currency] = wanted.get((customer, currency), Decimal(0)) + mrr
        assert {(one, two): mrr for one, two, mrr in found} == {
            key: mrr for key, mrr in wanted.items() if mrr
        }


@FEW
@given(seed=SEEDS, day=st.dates(date(2024, 3, 1), date(2026, 5, 31)))
def test_later_data_changes_no_month_that_is_over(session: Session, seed: int, day: date):
    world = history(seed, 15, MONTHS)
    session.calculate(**known(world, day))
    ((over,),) = session.query(
        "select max(period) from recurring_revenue.month where known_on = last_day(starts_on)"
    )
    before = _told(session, over)
    session.calculate(**world)
    assert _told(session, over) == before


def _told(session: Session, until: str | None) -> list[tuple]:
    """Return all that is told of the months up to one; nothing where none is over."""
    found = []
    for table in ("mrr_part", "customer_month", "recurring_revenue__postings", "cohort"):
        where = "period <= ? order by all"
        found += session.query(f"from recurring_revenue.{table} where {where}", until)
    metric = "from recurring_revenue.metric where span = 'month' and period <= ? order by all"
    return [*found, *session.query(metric, until)]


# In the last month of this one a line is nothing at both ends, and a cent at the new rate.
@example(seed=295)
@FEW
@given(seed=SEEDS)
def test_the_book_says_what_the_bridge_says(session: Session, seed: int):
    session.calculate(**history(seed, 15, MONTHS))
    balance: dict[str, Decimal] = {}
    posted = {(period, account): amount for period, account, amount in session.query(POSTED)}
    parts = ("new", "reactivation", "expansion", "contraction", "churn", "fx")
    listed = ", ".join(f"sum({part}_mrr)" for part in parts)
    for period, closing, *moved in session.query(
        f"select period, sum(closing_mrr), {listed} from recurring_revenue.mrr_part "
        "where source = 'movements' group by period order by period"
    ):
        for part, amount in zip(parts, moved, strict=True):
            sign = 1 if part in ("contraction", "churn") else -1
            assert posted.get((period, f"mrr_{part}"), 0) == sign * amount
        balance["mrr"] = balance.get("mrr", Decimal(0)) + posted.get((period, "mrr"), Decimal(0))
        assert balance["mrr"] == closing


@pytest.mark.proof
def test_ten_thousand_customers_over_three_years(session: Session):
    world = history(2026, 10_000, 36)
    session.calculate(**world)
    assert check_bridges(session, world, 36) > 100_000
    check_sums(session)
    assert session.query(BOUNDS) == []
