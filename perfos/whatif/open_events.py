"""The open deals of the CRM among the events of a sandbox, as if each had closed on its day."""

from datetime import UTC, datetime
from pathlib import Path

from perfos.company.entities import EVENT_KINDS
from perfos.whatif.event import KNOWN_RATES, NoRateError
from perfos.whatif.lines import Line, differences
from perfos.whatif.sandbox import Sandbox

# A deal whose day is over closes today. Its id is that of the opportunity, as its splits name it.
PUT = f"""
insert into core.event by name
with open_deal as (
    select opportunity.* replace (
        greatest(closed_on, cast(getvariable('today') as date)) as closed_on,
        cast(amount * coalesce(open_share.share, 0) as decimal(28, 6)) as amount
    )
    from core.opportunity as opportunity
    left join open_share on opportunity.opportunity_id = open_share.opportunity_id
    where not is_closed and closed_on is not null and amount is not null
        and opportunity.opportunity_id not in (select event_id from core.event)
),

known as ({KNOWN_RATES})

select
    open_deal.opportunity_id as event_id,
    open_deal.opportunity_id as deal_id,
    getvariable('kind') as kind,
    open_deal.closed_on as occurred_on,
    strftime(open_deal.closed_on, '%Y-%m') as period,
    case when getvariable('is_counted') then open_deal.owner_id end as owner_id,
    case when getvariable('is_counted') then open_deal.amount else 0 end as amount,
    open_deal.currency,
    case when getvariable('is_counted') then open_deal.amount * known.rate else 0 end
        as amount_reporting,
    open_deal.customer_id,
    open_deal.product_id,
    open_deal.territory_id,
    open_deal.dims,
    'whatif' as source_system,
    'whatif' as source_table,
    open_deal.opportunity_id as source_id
from open_deal
asof left join known
    on open_deal.currency = known.currency and open_deal.closed_on >= known.day
"""
WHOLE = """
create temporary table open_share as
select opportunity_id, cast(1 as decimal(28, 10)) as share from core.opportunity
"""
BY_FORECAST = """
create temporary table open_share as
select
    opportunity_id,
    coalesce(statistical_probability, stage_probability, fixed_probability) as share
from read_parquet($file)
where as_of = (select max(as_of) from read_parquet($file))
"""
CARRY_RATES = f"""
insert into core.fx_daily by name
with wanted as (
    select distinct occurred_on as day, currency
    from core.event
    where source_system = 'whatif'
),

known as ({KNOWN_RATES})

select wanted.currency, wanted.day, known.rate
from wanted
asof inner join known
    on wanted.currency = known.currency and wanted.day >= known.day
where known.day < wanted.day
"""
UNRATED = """
select currency, min(occurred_on)
from core.event
where source_system = 'whatif' and amount_reporting is null
group by all
order by all
"""


def changed_by_open(place: Sandbox, forecast: Path | None = None) -> list[Line]:
    """Return the lines of everybody that the open deals would add or change.

    Args:
        place: The sandbox.
        forecast: A file with the deals of forecasts: each deal counts by its probability in the
            last one, by the trained model or else that of its stage. Without, each counts whole.

    Raises:
        NoRateError: A deal is in a currency without a rate of exchange on or before its day.
    """
    _put_open(place, is_counted=False)
    before = place.calculate()
    _put_open(place, is_counted=True, forecast=forecast)
    return differences(before, place.calculate())


def _put_open(place: Sandbox, is_counted: bool, forecast: Path | None = None) -> None:
    """Put the open deals among the events; not counted, they are worth nothing to nobody."""
    values = {
        "kind": EVENT_KINDS[0],
        "is_counted": is_counted,
        "today": datetime.now(UTC).date(),
    }
    with place.connect() as connection:
        connection.execute("delete from core.event where source_system = 'whatif'")
        for name, value in values.items():
            connection.execute(f"set variable {name} = $value", {"value": value})
        if forecast is None:
            connection.execute(WHOLE)
        else:
            connection.execute(BY_FORECAST, {"file": str(forecast)})
        connection.execute(PUT)
        if unrated := connection.execute(UNRATED).fetchall():
            code, day = unrated[0]
            raise NoRateError(f"{code} has no rate of exchange on or before {day}")
        connection.execute(CARRY_RATES)
