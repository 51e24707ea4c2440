-- What has been reached on the components that others go by: a share of the quota where there is
-- one, else what counts. A quota that is missing is not reached.
{{ config(materialized='table') }}

with asked as (
    select distinct
        reference.plan_id,
        reference.by_component as component_id,
        payee_month.payee_id,
        payee_month.month_start,
        calendar.quarter_start,
        calendar.half_start,
        calendar.year_start
    from {{ ref('payee_month') }} as payee_month
    inner join {{ ref('month_reference') }} as reference
        on payee_month.plan_id = reference.plan_id
            and payee_month.component_id = reference.component_id
    inner join {{ ref('calendar') }} as calendar on payee_month.month_start = calendar.day
),

placed as (
    select
        target.way_id,
        cast(date_trunc('month', walked.occurred_on) as date) as month_start,
        arg_max(walked.position_after, walked.sequence_no) as position_after
    from {{ ref('quota_target') }} as target
    inner join {{ ref('walked') }} as walked on target.target_id = walked.target_id
    where target.plan_id in (select asked.plan_id from asked)
    group by all
),

latest as (
    select
        asked.plan_id,
        asked.component_id,
        asked.payee_id,
        asked.month_start,
        target.quota,
        target.amount,
        coalesce(arg_max(placed.position_after, placed.month_start), 0) as position_after
    from asked
    inner join {{ ref('quota_target') }} as target
        on asked.plan_id = target.plan_id
            and asked.component_id = target.component_id
            and asked.payee_id = target.payee_id
            and {{ window_start('target."window"', 'asked') }} = target.window_start
    left join placed
        on target.way_id = placed.way_id and asked.month_start >= placed.month_start
    group by all
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        month_start,
        case
            when quota is null then cast(position_after as decimal(38, 10))
            when amount > 0
                then cast({{ ratio('position_after', 'amount') }} as decimal(38, 10))
            else 0
        end as reached
    from latest
)

select * from final
