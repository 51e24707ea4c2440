-- The months from the first subscription on. There is no clock: the last month is judged on the
-- last day on which something began or happened, every other one on its last day.
{{ config(materialized='table') }}

with recorded as (
    select
        min(valid_from) as first_day,
        max(valid_from) as last_day
    from {{ ref('subscription_term') }}
    union all
    select
        null as first_day,
        max(occurred_on) as last_day
    from {{ ref('event') }}
),

bounds as (
    select
        min(first_day) as first_day,
        max(last_day) as last_day
    from recorded
),

started as (
    select
        cast(unnest(generate_series(
            date_trunc('month', first_day), date_trunc('month', last_day), interval 1 month
        )) as date) as starts_on,
        last_day
    from bounds
),

numbered as (
    select
        starts_on,
        12 * date_part('year', starts_on) + date_part('month', starts_on) as month_no,
        strftime(starts_on, '%Y-%m') as period,
        least(last_day(starts_on), last_day) as known_on
    from started
),

final as (
    select
        numbered.month_no,
        numbered.period,
        numbered.starts_on,
        numbered.known_on,
        calendar.quarter_start,
        calendar.year_start,
        calendar.quarter,
        calendar.year
    from numbered
    left join {{ ref('calendar') }} as calendar on numbered.starts_on = calendar.day
)

select * from final
