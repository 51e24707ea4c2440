"""What holds for any deals: none is lost, the past stays, and a ratio is one of sums."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.revops_metrics.deals import FEW, Deal, deals, told
from tests.revops_metrics.session import Metrics

DIMENSIONS = ("person_id", "team_id", "territory_id", "segment")
BEFORE_IS_AFTER = """
select * from revops_metrics.metric_part
where opening_deals + created_deals + reopened_deals <> won_deals + lost_deals + (
    select coalesce(sum(stock.open_deals), 0)
    from revops_metrics.metric_part as stock
    where stock.period = metric_part.period and {same}
)
"""
MONTHS = """
select
    month.month_no, coalesce(sum(part.opening_deals), 0), coalesce(sum(part.created_deals), 0),
    coalesce(sum(part.open_deals), 0)
from revops_metrics.month as month
left join revops_metrics.metric_part as part on month.period = part.period
group by all order by all
"""
STAGES = """
select
    stages.stage, month.month_no, coalesce(sum(part.open_deals), 0),
    coalesce(sum(part.entered_deals), 0) - coalesce(sum(part.left_deals), 0)
from revops_metrics.month as month
cross join (values ('Talk'), ('Offer')) as stages(stage)
left join revops_metrics.metric_part as part
    on month.period = part.period and stages.stage = part.stage
group by all order by all
"""


@FEW
@given(some=deals())
def test_the_funnel_conserves_deals(session: Metrics, some: list[Deal]):
    session.calculate(**told(some))
    same = " and ".join(
        f"stock.{name} is not distinct from metric_part.{name}" for name in DIMENSIONS
    )
    moved = BEFORE_IS_AFTER.format(same=same)
    assert session.query(moved) == []
    months = session.query(MONTHS)
    assert sum(created for _, _, created, _ in months) == len(some)
    left_open = [open_ for *_, open_ in months]
    assert [opening for _, opening, *_ in months[1:]] == left_open[:-1]
    standing: dict[str, int] = {}
    for stage, _, open_, moved_in in session.query(STAGES):
        standing[stage] = standing.get(stage, 0) + moved_in
        assert standing[stage] == open_


@FEW
@given(some=deals(), day=st.dates(date(2026, 2, 1), date(2026, 7, 31)))
def test_what_was_known_then_stays(session: Metrics, some: list[Deal], day: date):
    session.calculate(**told(some, day))
    over = session.query(
        "select max(period) from revops_metrics.month where known_on = last_day(starts_on)"
    )
    before = _known(session, over)
    session.calculate(**told(some))
    assert _known(session, over) == before
    assert session.query("from revops_metrics.contradiction") == []


def _known(session: Metrics, until: list[tuple[str | None]]) -> Sequence[tuple[object, ...]]:
    """Return parts, values and history up to a month; nothing where no month is over."""
    ((period,),) = until
    parts = session.query("from revops_metrics.metric_part where period <= ? order by all", period)
    values = session.query(
        "from revops_metrics.metric where span = 'month' and period <= ? order by all", period
    )
    history = session.query(
        "select * exclude (valid_until) from revops_metrics.opportunity_history "
        "where strftime(valid_from, '%Y-%m') <= ? order by all",
        period,
    )
    return [*parts, *values, *history]
