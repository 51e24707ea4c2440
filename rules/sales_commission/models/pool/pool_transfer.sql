with share as (
    select
        *,
        strftime(last_day, '%Y-%m') as period
    from {{ ref('pool_share') }}
    where amount <> 0
),

final as (
    select
        concat_ws('/', share.plan_id, share.component_id, share.payee_id, share.window_start)
            as posting_key,
        share.plan_id,
        share.component_id,
        share.payee_id,
        cast(null as varchar) as event_id,
        share.period,
        share.last_day as effective_on,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        share.amount,
        share.currency,
        period_rate.rate as reporting_rate,
        'pool' as kind,
        {{ json_object({
            'window_start': json_text('cast(share.window_start as varchar)'),
            'credited': number_text('share.credited', 6),
            'funded': number_text('share.funded', 6),
            'times': number_text('share.times', 10),
            'pool': number_text('share.pool_amount', 6),
            'by': json_text('share.share_by'),
            'weight': number_text('share.weight', 6),
            'of': number_text('share.total_weight', 6),
            'amount': number_text('share.amount', 6)
        }) }} as explain
    from share
    left join {{ ref('period_rate') }} as period_rate
        on share.currency = period_rate.currency and share.period = period_rate.period
)

select * from final
