-- What the windows pay that a cancellation makes a scenario of: as it was (0), and in each of them.
{{ config(materialized='table') }}

with line as (
    select
        target_id as actual_target_id,
        0 as scenario_no,
        period,
        occurred_on,
        plan_rate,
        amount
    from {{ ref('earning') }}
    where target_id in (select scenario.actual_target_id from {{ ref('scenario') }} as scenario)
    union all
    select
        rated_pay.actual_target_id,
        rated_pay.scenario_no,
        calendar.period,
        rated_pay.occurred_on,
        rated_pay.plan_rate,
        rated_pay.amount
    from {{ ref('rated_pay') }} as rated_pay
    inner join {{ ref('calendar') }} as calendar on rated_pay.occurred_on = calendar.day
    where rated_pay.is_scenario
),

final as (
    select
        actual_target_id,
        scenario_no,
        period,
        max(occurred_on) as last_day,
        arg_max(plan_rate, occurred_on) as plan_rate,
        cast(sum(amount) as decimal(28, 6)) as amount
    from line
    group by actual_target_id, scenario_no, period
)

select * from final
