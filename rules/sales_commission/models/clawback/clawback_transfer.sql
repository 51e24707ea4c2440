-- What is taken back lowers the expense again, at the rate to the company's currency at which it
-- was earned: first out of what is held, then out of what is owed.
with clawback as (
    select * from {{ ref('clawback') }}
),

explained as (
    select
        *,
        {{ clawback_derivation('clawback') }} as explain
    from clawback
),

side as (
    select
        'commission_held' as account,
        '/held' as suffix
    union all
    select
        'commission_payable' as account,
        '' as suffix
),

final as (
    select
        concat_ws(
            '/', plan_id, component_id, payee_id, cancellation_id, 'clawback', part
        ) || side.suffix as posting_key,
        plan_id,
        component_id,
        payee_id,
        cancellation_id as event_id,
        period,
        effective_on,
        side.account as debit_account,
        'commission_expense' as credit_account,
        case side.account when 'commission_held' then from_held else amount - from_held end
            as amount,
        currency,
        reporting_rate,
        'clawback' as kind,
        explain
    from explained
    cross join side
    where case side.account when 'commission_held' then from_held else amount - from_held end <> 0
)

select * from final
