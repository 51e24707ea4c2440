-- Where a deal is cancelled after its window has ended, no more of its pay is taken back than the
-- end of that window let through: a closed gate never paid it.
{{ config(materialized='table') }}

with cancelled as (
    select
        share.plan_id,
        share.component_id,
        share.cancellation_id,
        share.event_id,
        {{ window_start('component."window"', 'booked') }} as credit_window,
        {{ window_start('rule.month_window', 'booked') }} as window_start,
        {{ window_start('rule.month_window', 'taken') }} as taken_in
    from {{ ref('clawback_share') }} as share
    inner join {{ ref('month_rule') }} as rule
        on share.plan_id = rule.plan_id and share.component_id = rule.component_id
    inner join {{ ref('plan_component') }} as component
        on share.plan_id = component.plan_id and share.component_id = component.component_id
    inner join {{ ref('calendar') }} as booked on share.booked_on = booked.day
    inner join {{ ref('calendar') }} as taken on share.cancelled_on = taken.day
),

final as (
    select
        cancelled.plan_id,
        cancelled.component_id,
        passage.payee_id,
        cancelled.cancellation_id,
        cancelled.event_id,
        cancelled.credit_window,
        passage.times
    from cancelled
    inner join {{ ref('window_passage') }} as passage
        on cancelled.plan_id = passage.plan_id
            and cancelled.component_id = passage.component_id
            and cancelled.window_start = passage.window_start
    where cancelled.window_start <> cancelled.taken_in
)

select * from final
