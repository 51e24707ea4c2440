-- The lines of a month, beside those of its events. The rate to the company's currency is the last
-- one that there is in the month.
with month_rate as (
    select
        fx_daily.currency,
        calendar.period,
        arg_max(fx_daily.rate, fx_daily.day) as rate
    from {{ ref('fx_daily') }} as fx_daily
    inner join {{ ref('calendar') }} as calendar on fx_daily.day = calendar.day
    group by all
),

final as (
    select
        concat_ws(
            '/', adjustment.plan_id, adjustment.component_id, adjustment.payee_id,
            adjustment.period, adjustment.kind
        ) as posting_key,
        adjustment.plan_id,
        adjustment.component_id,
        adjustment.payee_id,
        adjustment.event_id,
        adjustment.period,
        adjustment.last_day as effective_on,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        adjustment.amount,
        adjustment.currency,
        month_rate.rate as reporting_rate,
        adjustment.kind,
        {{ month_derivation('adjustment') }} as explain
    from {{ ref('month_adjustment') }} as adjustment
    left join month_rate
        on adjustment.currency = month_rate.currency and adjustment.period = month_rate.period
    where adjustment.amount <> 0
)

select * from final
