-- Every transfer with what its event, or the plan itself, gives it: one row for what becomes two
-- postings, so that each derivation is written down once. Of earnings, whose target is known, only
-- those are written that something changed for.
{{ config(materialized='table') }}

with every_transfer as (
    select * from {{ ref('earning_transfer') }}
    where {{ is_changed_day('pay_print', 'effective_on') }}
        and {{ is_changed('pay_print', 'target_id') }}
    union all by name
    select * from {{ ref('transfer') }}
    where kind <> 'earning'
    union all by name
    select * from {{ ref('draw_transfer') }}
    union all by name
    select * from {{ ref('cost_transfer') }}
),

transfer as (
    select * from every_transfer
    where amount <> 0
),

event as (
    select * from {{ ref('event') }}
),

company as (
    select
        company.currency,
        company.rounding_mode,
        currency.minor_unit
    from {{ ref('company') }} as company
    inner join {{ ref('currency') }} as currency on company.currency = currency.currency
),

final as (
    select
        transfer.target_id,
        transfer.posting_key,
        transfer.debit_account,
        transfer.credit_account,
        transfer.period,
        transfer.effective_on,
        transfer.amount,
        transfer.currency,
        cast(case
            when transfer.currency = company.currency then transfer.amount
            else {{ rounded(
                '(transfer.amount * transfer.reporting_rate)',
                'company.minor_unit',
                'company.rounding_mode'
            ) }}
        end as decimal(28, 6)) as amount_reporting,
        event.entity_id,
        transfer.payee_id as party_id,
        event.customer_id,
        event.product_id,
        event.territory_id,
        event.dims,
        case
            when transfer.event_id is null then 'company' else event.source_system
        end as source_system,
        case when transfer.event_id is null then 'plan' else event.source_table end as source_table,
        case
            when transfer.event_id is null then transfer.plan_id else event.source_id
        end as source_id,
        event.source_hash,
        concat_ws(
            '/',
            transfer.plan_id,
            transfer.component_id,
            case when transfer.kind <> 'earning' then transfer.kind end
        ) as rule_id,
        cast(transfer.explain as varchar) as explain
    from transfer
    left join event on transfer.event_id = event.event_id
    cross join company
)

select * from final
