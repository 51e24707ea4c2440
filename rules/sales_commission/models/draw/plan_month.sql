-- Only of plans with draws.
{{ config(materialized='table') }}

with month as (
    select
        calendar.period,
        min(calendar.month_start) as first_day,
        max(calendar.day) as last_day
    from {{ ref('calendar') }} as calendar
    inner join {{ ref('horizon') }} as horizon on calendar.month_start <= horizon.last_day
    group by calendar.period
),

payee_plan as (
    select
        *,
        cast(date_trunc('month', min(valid_from) over (partition by plan_id, person_id)) as date)
            as first_month
    from {{ ref('payee_plan') }}
    where plan_id in (select draw.plan_id from {{ ref('plan_draw') }} as draw)
),

-- Once on the plan, a payee may owe: months off it are listed, too.
final as (
    select
        payee_plan.plan_id,
        payee_plan.person_id as payee_id,
        month.period,
        month.last_day,
        date_diff('month', min(payee_plan.first_month), month.first_day) + 1 as month_no,
        bool_or(
            month.last_day >= payee_plan.valid_from and month.first_day < payee_plan.valid_until
        ) as is_on_plan,
        bool_or(
            month.last_day >= payee_plan.valid_from and month.last_day < payee_plan.valid_until
        ) as is_on_plan_at_the_end
    from payee_plan
    inner join month on payee_plan.first_month <= month.first_day
    group by
        payee_plan.plan_id, payee_plan.person_id, month.period, month.first_day, month.last_day
)

select * from final
