with prize as (
    select
        *,
        strftime(ends_on, '%Y-%m') as period
    from {{ ref('contest_prize') }}
    where amount <> 0
),

final as (
    select
        concat_ws('/', prize.plan_id, prize.component_id, prize.payee_id) as posting_key,
        prize.plan_id,
        prize.component_id,
        prize.payee_id,
        cast(null as varchar) as event_id,
        prize.period,
        prize.ends_on as effective_on,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        prize.amount,
        prize.currency,
        period_rate.rate as reporting_rate,
        'contest' as kind,
        {{ json_object({
            'score': number_text('prize.score', 10),
            'place': 'cast(prize.place as varchar)',
            'tied': 'cast(prize.tied as varchar)',
            'prizes': number_text('prize.prizes', 6),
            'amount': number_text('prize.amount', 6)
        }) }} as explain
    from prize
    left join {{ ref('period_rate') }} as period_rate
        on prize.currency = period_rate.currency and prize.period = period_rate.period
)

select * from final
