-- A cancelled deal no longer counts: its credit is taken off the window of the cancellation.
with cancelled as (
    select cancelled.*
    from {{ ref('clawback_share') }} as cancelled
    inner join {{ ref('plan_clawback') }} as rule
        on cancelled.plan_id = rule.plan_id and cancelled.component_id = rule.component_id
    where rule.is_attainment_reduced
),

counted as (
    select
        cancelled.plan_id,
        cancelled.component_id,
        booked_target.payee_id,
        cancelled.cancellation_id,
        cancelled.cancelled_on,
        way.role,
        way.event_currency,
        way.event_rate,
        way.plan_rate,
        way.share,
        way.credited * (cancelled.share_after - cancelled.share_before) as credited,
        (way.position_after - way.position_before)
        * (cancelled.share_after - cancelled.share_before) as step
    from {{ ref('way') }} as way
    inner join cancelled on way.event_id = cancelled.event_id
    inner join {{ ref('quota_target') }} as booked_target
        on way.target_id = booked_target.target_id
            and cancelled.plan_id = booked_target.plan_id
            and cancelled.component_id = booked_target.component_id
),

final as (
    select
        target.target_id,
        counted.cancellation_id as event_id,
        counted.role,
        counted.cancelled_on as occurred_on,
        0 as measured,
        any_value(counted.event_currency) as event_currency,
        any_value(counted.event_rate) as event_rate,
        any_value(counted.plan_rate) as plan_rate,
        any_value(counted.share) as share,
        cast(-sum(counted.credited) as decimal(28, 6)) as credited,
        cast(0 as decimal(28, 6)) as base,
        cast(-sum(counted.step) as decimal(38, 6)) as step,
        true as is_reduction
    from counted
    inner join {{ ref('calendar') }} as calendar on counted.cancelled_on = calendar.day
    inner join {{ ref('quota_target') }} as target
        on counted.plan_id = target.plan_id
            and counted.component_id = target.component_id
            and counted.payee_id = target.payee_id
            and {{ window_start('target."window"', 'calendar') }} = target.window_start
    group by target.target_id, counted.cancellation_id, counted.role, counted.cancelled_on
)

select * from final
