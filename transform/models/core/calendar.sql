-- Whole fiscal years, from the first to the last day that an event, a quota, a plan or the start of
-- a subscription speaks of.
{{ config(materialized='table') }}

with company as (
    select * from {{ ref('company') }}
),

spoken_of as (
    select
        min(event.occurred_on) as first_day,
        max(event.occurred_on) as last_day
    from {{ ref('stg_event') }} as event
    cross join company
    where event.occurred_on between company.earliest and company.latest
    union all
    select
        min(subscription.starts_on) as first_day,
        max(subscription.starts_on) as last_day
    from {{ ref('stg_subscription') }} as subscription
    cross join company
    where subscription.starts_on between company.earliest and company.latest
    union all
    select
        min(starts_on) as first_day,
        max(ends_before - 1) as last_day
    from {{ ref('quota') }}
    union all
    select
        min(valid_from) as first_day,
        max(case when valid_until < date '9999-12-31' then valid_until - 1 else valid_from end)
            as last_day
    from {{ ref('plan') }}
),

bounds as (
    select
        company.fiscal_year_start - 1 as shift,
        coalesce(min(spoken_of.first_day), date '2000-01-01') as first_day,
        coalesce(max(spoken_of.last_day), date '2000-01-01') as last_day
    from spoken_of
    cross join company
    group by company.fiscal_year_start
),

-- A fiscal month is the calendar month moved so that the fiscal year begins in January.
day_of_year as (
    select
        cast(unnest(generate_series(
            {{ fiscal_start('year', 'first_day', 'shift') }},
            {{ fiscal_start('year', 'last_day', 'shift') }} + interval 1 year - interval 1 day,
            interval 1 day
        )) as date) as day,
        shift
    from bounds
),

started as (
    select
        day,
        cast(date_trunc('month', day) as date) as month_start,
        cast({{ fiscal_start('quarter', 'day', 'shift') }} as date) as quarter_start,
        cast({{ fiscal_start('half', 'day', 'shift') }} as date) as half_start,
        cast({{ fiscal_start('year', 'day', 'shift') }} as date) as year_start
    from day_of_year
),

final as (
    select
        day,
        strftime(day, '%Y-%m') as period,
        {{ fiscal_part_name('Q', 3, 'year_start', 'quarter_start') }} as quarter,
        {{ fiscal_part_name('H', 6, 'year_start', 'half_start') }} as half,
        {{ fiscal_year_name('year_start') }} as year,
        month_start,
        quarter_start,
        half_start,
        year_start
    from started
)

select * from final
