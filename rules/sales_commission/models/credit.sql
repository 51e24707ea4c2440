-- The measured amount in the plan's currency, at the rates of the event's day: amount x rate of
-- the event's currency / rate of the plan's, rounded once.
with credited_event as (
    select * from {{ ref('counted_credit') }}
),

plan as (
    select * from {{ ref('plan') }}
),

fx_daily as (
    select * from {{ ref('fx_daily') }}
),

rated as (
    select
        credited_event.*,
        plan.currency,
        event_rate.rate as event_rate,
        plan_rate.rate as plan_rate
    from credited_event
    inner join plan on credited_event.plan_id = plan.plan_id
    left join fx_daily as event_rate
        on credited_event.event_currency = event_rate.currency
            and credited_event.occurred_on = event_rate.day
    left join fx_daily as plan_rate
        on plan.currency = plan_rate.currency
            and credited_event.occurred_on = plan_rate.day
),

converted as (
    select
        *,
        case
            when event_currency = currency then measured
            when plan_rate = 1 then cast(measured * event_rate as decimal(28, 6))
            else {{ converted('measured', 'event_rate', 'plan_rate') }}
        end as converted
    from rated
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        event_id,
        role,
        kind,
        occurred_on,
        measured,
        event_currency,
        event_rate,
        currency,
        plan_rate,
        share,
        case
            when share = 1 then converted
            else cast(converted * share as decimal(28, 6))
        end as credited,
        quantity,
        own_rate,
        multiplier,
        counts
    from converted
)

select * from final
