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

{{ month_rows('recorded', ref('calendar')) }}

select * from final
