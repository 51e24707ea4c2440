-- What should stand in the ledger: the expense of each earning, and what is owed to its payee.
{{ config(materialized='table') }}

with earning as (
    select * from {{ ref('earning') }}
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
        'commission_expense' as account,
        1 as sign
    union all
    select
        2 as line_no,
        'commission_payable' as account,
        -1 as sign
),

explained as (
    select
        earning.*,
        event.entity_id,
        event.customer_id,
        event.product_id,
        event.territory_id,
        event.dims,
        event.source_system,
        event.source_table,
        event.source_id,
        event.source_hash,
        case
            when earning.currency = company.currency then earning.amount
            else {{ rounded(
                '(earning.amount * earning.plan_rate)',
                'company.minor_unit',
                'company.rounding_mode'
            ) }}
        end as amount_reporting,
        {{ derivation('earning') }} as explain
    from earning
    inner join event on earning.event_id = event.event_id
    cross join company
),

final as (
    select
        concat_ws(
            '/', plan_id, component_id, payee_id, event_id,
            case role when 'overlay' then role end
        ) as posting_key,
        line.line_no,
        'actual' as book,
        line.account,
        period,
        occurred_on as effective_on,
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
        concat_ws('/', plan_id, component_id) as rule_id,
        cast(case line.line_no when 1 then explain end as varchar) as explain
    from explained
    cross join line
)

select * from final
