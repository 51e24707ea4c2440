-- What should stand in the ledger: two lines for each transfer, and where it comes from. What no
-- event brought about comes from the plan itself.
{{ config(materialized='table') }}

with every_transfer as (
    select * from {{ ref('transfer') }}
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

line as (
    select
        1 as line_no,
        1 as sign
    union all
    select
        2 as line_no,
        -1 as sign
),

originated as (
    select
        transfer.*,
        event.entity_id,
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
        case
            when transfer.currency = company.currency then transfer.amount
            else {{ rounded(
                '(transfer.amount * transfer.reporting_rate)',
                'company.minor_unit',
                'company.rounding_mode'
            ) }}
        end as amount_reporting
    from transfer
    left join event on transfer.event_id = event.event_id
    cross join company
),

final as (
    select
        posting_key,
        line.line_no,
        'actual' as book,
        case line.line_no when 1 then debit_account else credit_account end as account,
        period,
        effective_on,
        cast(amount * line.sign as decimal(28, 6)) as amount,
        currency,
        cast(amount_reporting * line.sign as decimal(28, 6)) as amount_reporting,
        entity_id,
        payee_id as party_id,
        customer_id,
        product_id,
        territory_id,
        dims,
        source_system,
        source_table,
        source_id,
        source_hash,
        concat_ws(
            '/', plan_id, component_id, case when kind <> 'earning' then kind end
        ) as rule_id,
        cast(case line.line_no when 1 then explain end as varchar) as explain
    from originated
    cross join line
)

select * from final
