-- What should stand in the ledger: expense against what is owed to the payee. The source record is
-- the line of the file; the event that it is about lends its dimensions.
{{ config(materialized='table') }}

with adjustment as (
    select * from {{ ref('adjustment') }}
),

event as (
    select * from {{ ref('event') }}
),

transfer as (
    select
        concat_ws('/', 'manual_adjustments', adjustment.payee_id, adjustment.adjustment_id)
            as posting_key,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        adjustment.period,
        adjustment.effective_on,
        adjustment.amount,
        adjustment.currency,
        {{ rounded(
            '(adjustment.amount * adjustment.reporting_rate)',
            'adjustment.minor_unit',
            'adjustment.rounding_mode'
        ) }} as amount_reporting,
        event.entity_id,
        adjustment.payee_id as party_id,
        event.customer_id,
        event.product_id,
        event.territory_id,
        event.dims,
        adjustment.source_system,
        adjustment.source_table,
        adjustment.source_id,
        adjustment.source_hash,
        concat_ws('/', 'manual_adjustments', adjustment.type) as rule_id,
        cast(to_json({
            'reason': adjustment.reason,
            'requested_by': adjustment.requested_by,
            'approved_by': adjustment.approved_by,
            'dispute': adjustment.dispute_id,
            'about': adjustment.event_id,
            'amount': adjustment.amount
        }) as varchar) as explain
    from adjustment
    left join event on adjustment.event_id = event.event_id
),

final as (
    {{ balanced('transfer') }}
)

select * from final
