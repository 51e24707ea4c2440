-- The months that the CRM speaks of. There is no clock: the last month is judged on the last day of
-- which anything is recorded, every other one on its last day.
{{ config(materialized='table') }}

with recorded as (
    select
        min(created_on) as first_day,
        max(created_on) as last_day
    from {{ ref('opportunity') }}
    union all
    select
        cast(min(changed_at) as date) as first_day,
        cast(max(changed_at) as date) as last_day
    from {{ ref('opportunity_change') }}
    union all
    select
        strptime(min(period), '%Y-%m') as first_day,
        last_day(strptime(max(period), '%Y-%m')) as last_day
    from {{ ref('revops_metrics__figures') }}
),

{{ month_rows('recorded', ref('calendar')) }}

select * from final
