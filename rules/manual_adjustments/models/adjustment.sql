-- What is decided by hand counts on the last day of its month, at the last rate known by then.
with decided as (
    select
        *,
        last_day(cast(period || '-01' as date)) as effective_on
    from {{ ref('manual_adjustments__adjustments') }}
),

company as (
    select
        company.currency,
        company.rounding_mode,
        currency.minor_unit
    from {{ ref('company') }} as company
    inner join {{ ref('currency') }} as currency on company.currency = currency.currency
),

rate as (
    select
        decided.adjustment_id,
        arg_max(fx_daily.rate, fx_daily.day) as rate
    from decided
    inner join {{ ref('fx_daily') }} as fx_daily
        on decided.currency = fx_daily.currency and decided.effective_on >= fx_daily.day
    group by decided.adjustment_id
),

final as (
    select
        decided.*,
        company.minor_unit,
        company.rounding_mode,
        case when decided.currency = company.currency then 1 else rate.rate end as reporting_rate
    from decided
    cross join company
    left join rate on decided.adjustment_id = rate.adjustment_id
)

select * from final
