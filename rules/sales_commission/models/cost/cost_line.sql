-- Every cost of a contract, with the months over which it may be written off. What a cancellation
-- takes back is no cost: it writes off the asset.
{{ config(materialized='table') }}

with expense as (
    select
        expense.*,
        event.kind as event_kind,
        event.amount_reporting as event_value,
        event.deal_id,
        event.related_event_id,
        rule.minor_unit,
        rule.rounding_mode
    from {{ ref('cost_expense') }} as expense
    inner join {{ ref('pay_rule') }} as rule
        on expense.plan_id = rule.plan_id and expense.component_id = rule.component_id
    inner join {{ ref('event') }} as event on expense.event_id = event.event_id
    where event.kind not in ('cancellation', 'credit_note')
),

final as (
    select
        expense.posting_key,
        expense.plan_id,
        expense.component_id,
        expense.payee_id,
        expense.event_id,
        expense.event_kind = 'renewal' as is_renewal,
        expense.deal_id,
        expense.related_event_id,
        expense.event_value,
        expense.period,
        expense.effective_on,
        expense.amount,
        expense.currency,
        expense.reporting_rate,
        expense.minor_unit,
        expense.rounding_mode,
        expense.commensurate,
        expense.tolerance,
        expense.expedient_months,
        expense.spread_by,
        expense.starts,
        benefit.months as benefit_months,
        contract.months as contract_months,
        renewal.months as renewal_months
    from expense
    left join {{ ref('component_term') }} as benefit
        on expense.plan_id = benefit.plan_id
            and expense.component_id = benefit.component_id
            and expense.event_id = benefit.event_id
            and benefit.purpose = 'benefit'
    left join {{ ref('component_term') }} as contract
        on expense.plan_id = contract.plan_id
            and expense.component_id = contract.component_id
            and expense.event_id = contract.event_id
            and contract.purpose = 'contract'
    left join {{ ref('component_term') }} as renewal
        on expense.plan_id = renewal.plan_id
            and expense.component_id = renewal.component_id
            and expense.event_id = renewal.event_id
            and renewal.purpose = 'renewal'
)

select * from final
