-- What the loader cannot know: signs that contradict the type, a month without days, an event that
-- is not in the core, and a currency without a rate.
with month as (
    select distinct period from {{ ref('calendar') }}
),

judged as (
    select
        adjustment.adjustment_id,
        adjustment.period,
        adjustment.amount,
        case
            when adjustment.amount <= 0 and adjustment.type <> 'correction'
                then 'a ' || adjustment.type || ' must be above 0: write a correction'
            when month.period is null then 'no event, quota or plan speaks of this year'
            when adjustment.event_id is not null and event.event_id is null
                then 'event ' || adjustment.event_id || ' is unknown, or in quarantine'
            when adjustment.reporting_rate is null
                then 'no exchange rate of ' || adjustment.currency || ' by the end of the month'
        end as problem
    from {{ ref('adjustment') }} as adjustment
    left join month on adjustment.period = month.period
    left join {{ ref('event') }} as event on adjustment.event_id = event.event_id
)

select *
from judged
where problem is not null
