-- What should stand in the ledger: expense against what is owed to the payee.
{{ config(materialized='table') }}

with award as (
    select * from {{ ref('award') }}
),

transfer as (
    select
        award.posting_key,
        'commission_expense' as debit_account,
        'commission_payable' as credit_account,
        strftime(award.effective_on, '%Y-%m') as period,
        award.effective_on,
        award.amount,
        campaign.currency,
        {{ rounded(
            '(award.amount * campaign.reporting_rate)',
            'company_currency.minor_unit',
            'campaign.rounding_mode'
        ) }} as amount_reporting,
        event.entity_id,
        award.payee_id as party_id,
        event.customer_id,
        event.product_id,
        event.territory_id,
        event.dims,
        coalesce(event.source_system, campaign.source_system) as source_system,
        coalesce(event.source_table, campaign.source_table) as source_table,
        coalesce(event.source_id, campaign.source_id) as source_id,
        coalesce(event.source_hash, campaign.source_hash) as source_hash,
        concat_ws('/', 'sales_contests', award.campaign_id) as rule_id,
        award.explain
    from award
    inner join {{ ref('campaign') }} as campaign on award.campaign_id = campaign.campaign_id
    cross join {{ ref('company') }} as company
    inner join {{ ref('currency') }} as company_currency
        on company.currency = company_currency.currency
    left join {{ ref('event') }} as event on award.event_id = event.event_id
),

final as (
    {{ balanced('transfer') }}
)

select * from final
