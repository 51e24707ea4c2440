-- Rates to the company's currency, day by day: its own is 1; else the pair as it was delivered, its
-- inverse, or the way over one third currency, in this order. A rate holds until the next one, but
-- no longer than the company allows.
{{ config(materialized='table') }}

with company as (
    select * from {{ ref('company') }}
),

calendar as (
    select * from {{ ref('calendar') }}
),

bounds as (
    select
        min(day) as first_day,
        max(day) as last_day
    from calendar
),

in_force as (
    select
        rates.currency,
        rates.quote_currency,
        -- Whole numbers, 10 digits after the point: the division below is exact.
        cast(rates.rate * 10000000000 as hugeint) as units,
        greatest(rates.rate_on, bounds.first_day) as first_day,
        least(
            rates.rate_on + company.fx_max_age_days,
            bounds.last_day,
            coalesce(
                lead(rates.rate_on) over (
                    partition by rates.currency, rates.quote_currency order by rates.rate_on
                ) - 1,
                bounds.last_day
            )
        ) as last_day
    from {{ ref('fx_rate') }} as rates
    cross join company
    cross join bounds
    where rates.rate_on between bounds.first_day - company.fx_max_age_days and bounds.last_day
),

delivered as (
    select
        currency,
        quote_currency,
        units,
        cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day
    from in_force
    where first_day <= last_day
),

-- Both directions: one unit of `currency` is numerator / denominator of `quote_currency`.
leg as (
    select
        currency,
        quote_currency,
        day,
        units as numerator,
        cast(10000000000 as hugeint) as denominator,
        0 as is_inverse
    from delivered
    union all
    select
        quote_currency as currency,
        currency as quote_currency,
        day,
        cast(10000000000 as hugeint) as numerator,
        units as denominator,
        1 as is_inverse
    from delivered
),

route as (
    select
        leg.currency,
        leg.day,
        leg.numerator * 10000000000 as numerator,
        leg.denominator * 10000000000 as denominator,
        leg.is_inverse as preference,
        '' as over
    from leg
    inner join company on leg.quote_currency = company.currency
    union all
    select
        first_leg.currency,
        first_leg.day,
        first_leg.numerator * second_leg.numerator as numerator,
        first_leg.denominator * second_leg.denominator as denominator,
        2 as preference,
        first_leg.quote_currency as over
    from leg as first_leg
    inner join leg as second_leg
        on first_leg.quote_currency = second_leg.currency and first_leg.day = second_leg.day
    inner join company on second_leg.quote_currency = company.currency
),

best as (
    select
        currency,
        day,
        arg_min(numerator, (preference, over)) as numerator,
        arg_min(denominator, (preference, over)) as denominator
    from route
    where currency not in (select company.currency from company)
    group by currency, day
),

rated as (
    select
        currency,
        day,
        {{ exact_ratio('numerator', 'denominator') }} as rate
    from best
    union all
    select
        company.currency,
        calendar.day,
        1 as rate
    from calendar
    cross join company
),

final as (
    select
        currency,
        day,
        cast(rate as decimal(28, 10)) as rate
    from rated
    where rate > 0
)

select * from final
