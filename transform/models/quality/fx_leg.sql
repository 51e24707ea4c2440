-- A rate holds until the next one of its pair, but no longer than the company allows.
with company as (
    select * from {{ ref('company') }}
),

bounds as (
    select
        min(day) as first_day,
        max(day) as last_day
    from {{ ref('calendar') }}
),

in_force as (
    select
        rates.currency,
        rates.quote_currency,
        -- Whole numbers, 10 digits after the point: what divides them divides exactly.
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

daily as (
    select
        currency,
        quote_currency,
        units,
        cast(unnest(generate_series(first_day, last_day, interval 1 day)) as date) as day
    from in_force
    where first_day <= last_day
),

final as (
    select
        currency,
        quote_currency,
        day,
        units as numerator,
        cast(10000000000 as hugeint) as denominator,
        false as is_inverse
    from daily
    union all
    select
        quote_currency as currency,
        currency as quote_currency,
        day,
        cast(10000000000 as hugeint) as numerator,
        units as denominator,
        true as is_inverse
    from daily
)

select * from final
