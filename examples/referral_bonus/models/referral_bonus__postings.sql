-- What should stand in the ledger. The first deal is the source record, and lends its dimensions.
{{ config(materialized='table') }}

with transfer as (
    select
        concat_ws('/', 'referral_bonus', deal.referrer_id, deal.referred_id) as posting_key,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        deal.period,
        deal.occurred_on as effective_on,
        deal.bonus as amount,
        company.currency,
        deal.bonus as amount_reporting,
        event.entity_id,
        deal.referrer_id as party_id,
        event.customer_id,
        event.product_id,
        event.territory_id,
        event.dims,
        event.source_system,
        event.source_table,
        event.source_id,
        event.source_hash,
        'referral_bonus/bonus' as rule_id,
        cast(to_json({'referred': deal.referred_id, 'amount': deal.bonus}) as varchar) as explain
    from {{ ref('first_deal') }} as deal
    inner join {{ ref('event') }} as event on deal.event_id = event.event_id
    cross join {{ ref('company') }} as company
),

final as (
    {{ balanced('transfer') }}
)

select * from final
