-- Rates to the company's currency: its own is 1; else the pair as it was delivered, its inverse, or
-- the way over one third currency, in this order.
{{ config(materialized='table') }}

with company as (
    select * from {{ ref('company') }}
),

leg as (
    select * from {{ ref('fx_leg') }}
),

route as (
    select
        leg.currency,
        leg.day,
        leg.numerator * 10000000000 as numerator,
        leg.denominator * 10000000000 as denominator,
        case when leg.is_inverse then 2 else 1 end as preference,
        '' as over
    from leg
    inner join company on leg.quote_currency = company.currency
    union all
    select
        first_leg.currency,
        first_leg.day,
        first_leg.numerator * second_leg.numerator as numerator,
        first_leg.denominator * second_leg.denominator as denominator,
        3 as preference,
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
    from {{ ref('calendar') }} as calendar
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
