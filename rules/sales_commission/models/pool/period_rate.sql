-- What is paid for a time and not for an event is turned into the company's currency at the last
-- rate of the month.
with final as (
    select
        fx_daily.currency,
        calendar.period,
        arg_max(fx_daily.rate, fx_daily.day) as rate
    from {{ ref('fx_daily') }} as fx_daily
    inner join {{ ref('calendar') }} as calendar on fx_daily.day = calendar.day
    group by all
)

select * from final
