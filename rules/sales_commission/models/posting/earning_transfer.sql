-- The expense of each earning, owed to its payee.
with earning as (
    select * from {{ ref('earning') }}
    where amount <> 0
),

final as (
    select
        target_id,
        {{ earning_key('earning') }} as posting_key,
        plan_id,
        component_id,
        payee_id,
        event_id,
        period,
        occurred_on as effective_on,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        amount,
        currency,
        plan_rate as reporting_rate,
        'earning' as kind,
        {{ derivation('earning') }} as explain
    from earning
)

select * from final
