-- The windows of the fiscal calendar.
{{ config(materialized='table') }}

with calendar as (
    select * from {{ ref('calendar') }}
),

started as (
    select
        day,
        'month' as "window",
        month_start as window_start
    from calendar
    union all
    select
        day,
        'quarter' as "window",
        quarter_start as window_start
    from calendar
    union all
    select
        day,
        'half' as "window",
        half_start as window_start
    from calendar
    union all
    select
        day,
        'year' as "window",
        year_start as window_start
    from calendar
),

final as (
    select
        "window",
        window_start,
        max(day) as last_day,
        count(*) as days
    from started
    group by "window", window_start
)

select * from final
