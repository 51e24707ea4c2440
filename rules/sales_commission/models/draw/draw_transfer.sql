-- A draw is paid out of what the payee will owe, or, where nothing is owed, at the company's
-- expense. What is taken back comes off the pay; what is forgiven becomes an expense.
with balance as (
    select * from {{ ref('draw_balance') }}
),

moved as (
    select
        *,
        'draw' as transfer_kind,
        case recovery when 'none' then 'commission_expense' else 'draw_receivable' end
            as debit_account,
        'commission_payable' as credit_account,
        drawn as moved
    from balance
    union all
    select
        *,
        'draw_recovery' as transfer_kind,
        'commission_payable' as debit_account,
        'draw_receivable' as credit_account,
        recovered as moved
    from balance
    union all
    select
        *,
        'draw_forgiven' as transfer_kind,
        'commission_expense' as debit_account,
        'draw_receivable' as credit_account,
        forgiven as moved
    from balance
),

rate as (
    select
        plan.plan_id,
        fx_daily.day,
        fx_daily.rate
    from {{ ref('fx_daily') }} as fx_daily
    inner join {{ ref('plan') }} as plan on fx_daily.currency = plan.currency
),

final as (
    select
        concat_ws(
            '/', moved.plan_id, moved.draw_id, moved.payee_id, moved.period, moved.deal_id,
            moved.transfer_kind
        ) as posting_key,
        moved.plan_id,
        moved.draw_id as component_id,
        moved.payee_id,
        cast(null as varchar) as event_id,
        moved.period,
        moved.last_day as effective_on,
        moved.debit_account,
        moved.credit_account,
        moved.moved as amount,
        moved.currency,
        rate.rate as reporting_rate,
        moved.transfer_kind as kind,
        {{ json_object({
            'draw': json_text('moved.draw_id'),
            'pay': number_text('moved.pay_before', 6),
            'guaranteed': number_text('moved.least_pay', 6),
            'floor': number_text('moved.recover_floor', 6),
            'share': number_text('moved.recover_share', 10),
            'owed_before': number_text('moved.owed_before', 6),
            'drawn': number_text('moved.drawn', 6),
            'recovered': number_text('moved.recovered', 6),
            'forgiven': number_text('moved.forgiven', 6),
            'owed_after': number_text('moved.owed_after', 6),
            'amount': number_text("case moved.transfer_kind when 'draw_recovery' then -moved.moved else moved.moved end", 6)
        }) }} as explain
    from moved
    asof left join rate
        on moved.plan_id = rate.plan_id and moved.last_day >= rate.day
    where moved.moved <> 0
)

select * from final
