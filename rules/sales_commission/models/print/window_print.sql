-- All that the days of a window and its component say, as one hash: what happened on them counts
-- for all payees. Where only the first events count, what is taken back counts where the event that
-- it belongs to does, whenever that was; so all days do.
{{ config(materialized='table') }}

with component as (
    select * from {{ ref('plan_component') }}
),

calendar as (
    select * from {{ ref('calendar') }}
),

day_print as (
    select * from {{ ref('day_print') }}
),

all_days as (
    select sum(print) as print from day_print
),

fee_print as (
    select
        plan_id,
        component_id,
        sum({{ row_print('plan_fee') }}) as print
    from {{ ref('plan_fee') }} as plan_fee
    group by plan_id, component_id
),

measurement_window as (
    select
        component.plan_id,
        component.component_id,
        {{ window_start('component."window"', 'calendar', 'component.weeks_from') }}
            as window_start,
        min(calendar.day) as first_day,
        max(calendar.day) as last_day,
        sum(day_print.print) as print
    from component
    cross join calendar
    inner join day_print on calendar.day = day_print.day
    group by all
),

known as (
    select
        measurement_window.plan_id,
        measurement_window.component_id,
        measurement_window.window_start,
        measurement_window.first_day,
        measurement_window.last_day,
        {{ row_print('component') }} as component_print,
        {{ row_print('plan') }} as plan_print,
        fee_print.print as fee_print,
        if(component.credit_first is null, measurement_window.print, all_days.print) as day_print
    from measurement_window
    inner join component
        on measurement_window.plan_id = component.plan_id
            and measurement_window.component_id = component.component_id
    inner join {{ ref('plan') }} as plan on component.plan_id = plan.plan_id
    left join fee_print
        on component.plan_id = fee_print.plan_id
            and component.component_id = fee_print.component_id
    cross join all_days
),

final as (
    select
        plan_id,
        component_id,
        window_start,
        first_day,
        last_day,
        {{ fast_hash(['component_print', 'plan_print', 'fee_print', 'day_print']) }} as print
    from known
)

select * from final
