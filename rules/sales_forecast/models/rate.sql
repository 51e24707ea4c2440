-- The rate of a currency on the day of a version, or the last one before.
with company as (
    select * from {{ ref('company') }}
),

final as (
    select
        version.month_no,
        fx_daily.currency,
        arg_max(fx_daily.rate, fx_daily.day) as rate
    from {{ ref('version') }} as version
    inner join {{ ref('fx_daily') }} as fx_daily on version.as_of >= fx_daily.day
    where fx_daily.currency not in (select currency from company)
    group by version.month_no, fx_daily.currency
    union all
    select
        version.month_no,
        company.currency,
        cast(1 as decimal(28, 10)) as rate
    from {{ ref('version') }} as version
    cross join company
)

select * from final
