"""What holds for any deals: the future changes no forecast, and no deal and no cent is lost."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from tests.package_session import Session
from tests.revops_metrics.deals import FEW, Deal, deals, told

VERSIONED = ("forecast", "forecast_deal", "blend_weight", "score", "sales_forecast__postings")
OPEN = """
select version.as_of, count(*), sum(history.amount)
from sales_forecast.version as version
inner join revops_metrics.opportunity_history as history
    on history.valid_from < version.as_of + 1 and history.valid_until >= version.as_of + 1
where history.outcome = 'open'
group by all order by all
"""
BY_CATEGORY = """
select as_of, sum(deals)::bigint, sum(amount)
from (
    select as_of, category, count(*) as deals, sum(amount) as amount
    from sales_forecast.forecast_deal
    where category in ('commit', 'best_case', 'pipeline', 'upside')
    group by all
)
group by all order by all
"""


@FEW
@given(some=deals(), day=st.dates(date(2026, 3, 20), date(2026, 9, 30)))
def test_the_future_changes_no_forecast(session: Session, some: list[Deal], day: date):
    session.calculate(**told(some, day))
    ((last,),) = session.query("select max(as_of) from sales_forecast.version")
    before = _known(session, last)
    session.calculate(**told(some))
    assert _known(session, last) == before


def _known(session: Session, last: date | None) -> Sequence[tuple[object, ...]]:
    """Return what was forecast until a day, and how it came out if it was known by then."""
    rows: list[tuple[object, ...]] = []
    for table in VERSIONED:
        day = "effective_on" if table.endswith("postings") else "as_of"
        known = f"select * from sales_forecast.{table} where {day} <= ?"
        if table == "score":
            known += (
                " and quarter in (select quarter from sales_forecast.target where ends_on <= ?)"
            )
        values = [last] * known.count("?")
        rows += [(table, *row) for row in session.query(f"{known} order by all", *values)]
    return rows


@FEW
@given(some=deals())
def test_every_open_deal_is_in_one_category(session: Session, some: list[Deal]):
    session.calculate(**told(some))
    assert session.query(BY_CATEGORY) == session.query(OPEN)


@FEW
@given(some=deals())
def test_a_blend_is_made_of_the_methods_and_people_add_up(session: Session, some: list[Deal]):
    session.calculate(**told(some))
    totals = session.query(
        "select as_of, quarter, sum(weight) from sales_forecast.blend_weight group by all"
    )
    assert all(abs(total - 1) < 0.00001 for *_, total in totals)
    apart = session.query("""
        with single as (
            select forecast.as_of, forecast.quarter, person_id, sum(amount * weight) as amount
            from sales_forecast.forecast
            inner join sales_forecast.blend_weight as weight using (as_of, quarter, method)
            group by all
        )
        select single.amount, blend.amount
        from single
        full join sales_forecast.forecast as blend
            on single.as_of = blend.as_of and single.quarter = blend.quarter
                and single.person_id is not distinct from blend.person_id
        where blend.method = 'blend' or blend.method is null
    """)
    assert [row for row in apart if float(row[0]) != approx(float(row[1]), rel=1e-8, abs=0.1)] == []
    unequal = session.query("""
        select as_of, quarter, method from sales_forecast.score group by all
        having sum(forecast_amount) filter (level = 'person')
            <> sum(forecast_amount) filter (level = 'company')
            or sum(actual_amount) filter (level = 'team')
            <> sum(actual_amount) filter (level = 'company')
    """)
    assert unequal == []


def test_no_column_is_floating_point(session: Session):
    session.calculate()
    floating = session.query(
        "select table_name, column_name from information_schema.columns "
        "where table_schema = 'sales_forecast' and data_type in ('DOUBLE', 'FLOAT')"
    )
    assert floating == []


def test_without_files_there_is_no_forecast_and_no_error(session: Session):
    nothing = {
        name: [] for name in ("methods", "categories", "shares", "probabilities", "settings")
    }
    session.calculate(**nothing)
    row = {"opportunity_id": "A", "stage": "Talk", "currency": "EUR", "created_on": "2026-01-05"}
    session.calculate(opportunity=[row], **nothing)
    assert session.rows("forecast", ("method",)) == []
    session.calculate(opportunity=[row], revops_metrics__stages=[])
    assert session.rows("forecast", ("method",)) == []
