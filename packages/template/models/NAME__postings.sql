-- What should stand in the ledger. The event is the source record, and lends its dimensions.
{{ config(materialized='table') }}

with transfer as (
    select
        concat_ws('/', '$name', bonus.payee_id, bonus.event_id) as posting_key,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        bonus.period,
        bonus.occurred_on as effective_on,
        bonus.amount,
        company.currency,
        bonus.amount as amount_reporting,
        event.entity_id,
        bonus.payee_id as party_id,
        event.customer_id,
        event.product_id,
        event.territory_id,
        event.dims,
        event.source_system,
        event.source_table,
        event.source_id,
        event.source_hash,
        '$name/bonus' as rule_id,
        cast(to_json({'kind': event.kind, 'amount': bonus.amount}) as varchar) as explain
    from {{ ref('bonus') }} as bonus
    inner join {{ ref('event') }} as event on bonus.event_id = event.event_id
    cross join {{ ref('company') }} as company
),

final as (
    {{ balanced('transfer') }}
)

select * from final
