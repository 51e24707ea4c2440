-- What the events of a window have earned by the end of each month. A matrix over components pays
-- by the month alone: its rate of what is credited, or of the target.
{{ config(materialized='table') }}

with counted as (
    select
        target.plan_id,
        target.component_id,
        target.payee_id,
        cast(date_trunc('month', walked.occurred_on) as date) as month_start,
        arg_max(walked.event_id, walked.sequence_no) as event_id,
        sum(walked.base) as base
    from {{ ref('walked') }} as walked
    inner join {{ ref('quota_target') }} as target on walked.target_id = target.target_id
    inner join {{ ref('month_rule') }} as rule
        on target.plan_id = rule.plan_id and target.component_id = rule.component_id
    group by all
),

line as (
    select
        plan_id,
        component_id,
        payee_id,
        period,
        amount
    from {{ ref('earning') }}
    union all
    select
        plan_id,
        component_id,
        payee_id,
        period,
        amount
    from {{ ref('clawback_in_window') }}
),

earned as (
    select
        line.plan_id,
        line.component_id,
        line.payee_id,
        line.period,
        sum(line.amount) as earned
    from line
    inner join {{ ref('month_rule') }} as rule
        on line.plan_id = rule.plan_id and line.component_id = rule.component_id
    group by all
),

final as (
    select
        payee_month.*,
        coalesce(
            counted.event_id,
            last_value(counted.event_id ignore nulls) over so_far
        ) as event_id,
        cast(coalesce(sum(counted.base) over so_far, 0) as decimal(28, 6)) as base,
        cast(coalesce(sum(earned.earned) over so_far, 0) as decimal(28, 6)) as earned
    from {{ ref('payee_month') }} as payee_month
    left join counted
        on payee_month.plan_id = counted.plan_id
            and payee_month.component_id = counted.component_id
            and payee_month.payee_id = counted.payee_id
            and payee_month.month_start = counted.month_start
    left join earned
        on payee_month.plan_id = earned.plan_id
            and payee_month.component_id = earned.component_id
            and payee_month.payee_id = earned.payee_id
            and payee_month.period = earned.period
    window so_far as (
        partition by
            payee_month.plan_id, payee_month.component_id, payee_month.payee_id,
            payee_month.window_start
        order by payee_month.month_start
        rows between unbounded preceding and current row
    )
)

select * from final
