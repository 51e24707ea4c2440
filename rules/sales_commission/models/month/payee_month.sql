-- From the first month in which the plan covers the payee to the end of the window, up to the last
-- month in which anything happened. A window is settled in its last month on the plan.
{{ config(materialized='table') }}

with calendar_month as (
    select
        period,
        month_start,
        quarter_start,
        half_start,
        year_start,
        max(day) as last_day
    from {{ ref('calendar') }}
    group by all
),

windowed as (
    select
        rule.plan_id,
        rule.component_id,
        calendar_month.*,
        {{ window_start('rule.month_window', 'calendar_month') }} as window_start
    from {{ ref('month_rule') }} as rule
    cross join calendar_month
),

covered as (
    select distinct
        windowed.*,
        recipient.payee_id
    from windowed
    inner join {{ ref('recipient') }} as recipient
        on windowed.plan_id = recipient.plan_id
            and windowed.component_id = recipient.component_id
            and windowed.last_day >= recipient.valid_from
            and windowed.month_start < recipient.valid_until
),

payee_window as (
    select
        plan_id,
        component_id,
        payee_id,
        window_start,
        min(month_start) as first_month,
        max(month_start) as last_month
    from covered
    group by all
),

final as (
    select
        windowed.plan_id,
        windowed.component_id,
        payee_window.payee_id,
        windowed.window_start,
        windowed.year_start,
        windowed.month_start,
        windowed.period,
        windowed.last_day,
        covered.payee_id is not null as is_covered,
        windowed.month_start >= payee_window.last_month as is_settled
    from payee_window
    inner join windowed
        on payee_window.plan_id = windowed.plan_id
            and payee_window.component_id = windowed.component_id
            and payee_window.window_start = windowed.window_start
    left join covered
        on payee_window.payee_id = covered.payee_id
            and windowed.plan_id = covered.plan_id
            and windowed.component_id = covered.component_id
            and windowed.month_start = covered.month_start
    where windowed.month_start >= payee_window.first_month
        and windowed.month_start <= (select max(event.occurred_on) from {{ ref('event') }} as event)
)

select * from final
