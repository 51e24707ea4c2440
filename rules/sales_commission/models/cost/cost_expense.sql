-- Where no component asks for it there is none, and nothing after this reads anything.
{{ config(materialized='table') }}

with final as (
    select
        transfer.posting_key,
        transfer.plan_id,
        transfer.component_id,
        transfer.payee_id,
        transfer.event_id,
        transfer.period,
        transfer.effective_on,
        transfer.amount,
        transfer.currency,
        transfer.reporting_rate,
        rule.commensurate,
        rule.tolerance,
        rule.expedient_months,
        rule.spread_by,
        rule.starts
    from {{ ref('transfer') }} as transfer
    inner join {{ ref('plan_contract_cost') }} as rule
        on transfer.plan_id = rule.plan_id and transfer.component_id = rule.component_id
    where transfer.debit_account = 'commission_expense' and transfer.amount <> 0
)

select * from final
