-- The rate of a currency on the day on which a month is judged, or the last one before; and that of
-- the month before, at which the month opens.
{{ config(materialized='table') }}

with known as (
    {{ month_rates(ref('month'), 'known_on', ref('fx_daily'), ref('company')) }}
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
