-- The rate of a currency on the day on which a month is judged, or the last one before; and that of
-- the month before, at which the month opens.
{{ config(materialized='table') }}

with known as (
    select
        month.month_no,
        fx_daily.currency,
        arg_max(fx_daily.rate, fx_daily.day) as rate
    from {{ ref('month') }} as month
    inner join {{ ref('fx_daily') }} as fx_daily on month.known_on >= fx_daily.day
    cross join {{ ref('company') }} as company
    where fx_daily.currency <> company.currency
    group by month.month_no, fx_daily.currency
    union all
    select
        month.month_no,
        company.currency,
        cast(1 as decimal(28, 10)) as rate
    from {{ ref('month') }} as month
    cross join {{ ref('company') }} as company
),

final as (
    select
        month_no,
        currency,
        rate,
        lag(rate) over (partition by currency order by month_no) as rate_before
    from known
)

select * from final
