-- What was reached on the component that a pool or contest asks for, in its window, by the day on
-- which they end: a share of its quota where it has one, else what counts there.
{{ config(materialized='table') }}

with asked as (
    select
        plan_id,
        component_id,
        qualify_component,
        qualify_from,
        last_day
    from {{ ref('pool_fund') }}
    where qualify_component is not null
    union all
    select
        plan_id,
        component_id,
        qualify_component,
        qualify_from,
        ends_on as last_day
    from {{ ref('plan_contest') }}
    where qualify_component is not null
),

wanted as (
    select
        asked.plan_id,
        asked.component_id,
        asked.last_day,
        target.payee_id,
        target.way_id,
        case
            when target.quota is null then asked.qualify_from
            when target.amount > 0 then target.amount * asked.qualify_from
        end as position
    from asked
    inner join {{ ref('quota_target') }} as target
        on asked.plan_id = target.plan_id and asked.qualify_component = target.component_id
    inner join {{ ref('window_span') }} as span
        on target."window" = span."window"
            and target.window_start = span.window_start
            and asked.last_day >= span.window_start
            and asked.last_day <= span.last_day
),

reached as (
    select
        wanted.plan_id,
        wanted.component_id,
        wanted.last_day,
        wanted.payee_id,
        wanted.position,
        coalesce(arg_max(walked.position_after, walked.sequence_no), 0) as position_after
    from wanted
    inner join {{ ref('quota_target') }} as sharing on wanted.way_id = sharing.way_id
    left join {{ ref('walked') }} as walked
        on sharing.target_id = walked.target_id and wanted.last_day >= walked.occurred_on
    group by all
),

final as (
    select
        plan_id,
        component_id,
        last_day,
        payee_id
    from reached
    where position_after >= position
)

select * from final
