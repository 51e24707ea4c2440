-- One row per open opportunity: the commission that all payees are expected to earn of it, by its
-- probability in the last forecast and the plans in force, in the company's currency. What it moves
-- of other deals, such as a tier that it lifts, is none of its own.
with known as (
    select currency, day, rate from core.fx_daily
    union all
    select currency, date '0001-01-01' as day, 1 as rate from core.company
),

own as (
    select
        deal.opportunity_id,
        line.effective_on,
        line.currency,
        line.amount
    from expected.commission as line
    inner join core.opportunity as deal on line.event_id = deal.opportunity_id
    where not deal.is_closed and deal.opportunity_id not in (select event_id from core.event)
)

select
    own.opportunity_id as id,
    cast(sum(own.amount * known.rate) as decimal(28, 6)) as value
from own
asof inner join known on own.currency = known.currency and own.effective_on >= known.day
group by own.opportunity_id
