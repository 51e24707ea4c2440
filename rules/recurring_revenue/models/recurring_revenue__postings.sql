-- The book `mrr`: what is contracted stands on the account mrr, against one account for each kind
-- of movement. What changes about a month that is closed is posted as a difference, as always.
{{ config(materialized='table') }}

with moved as (
    select
        *,
        'movement' as part,
        movement as kind,
        movement_mrr as change
    from {{ ref('customer_month') }}
    union all
    select
        *,
        'fx' as part,
        'fx' as kind,
        fx_mrr as change
    from {{ ref('customer_month') }}
),

transfer as (
    select
        concat_ws('/', 'recurring_revenue', moved.customer_id, moved.period, moved.part)
            as posting_key,
        'mrr' as debit_account,
        'mrr_' || moved.kind as credit_account,
        moved.period,
        last_day(month.starts_on) as effective_on,
        moved.change as amount,
        company.currency,
        moved.change as amount_reporting,
        cast(null as varchar) as entity_id,
        cast(null as varchar) as party_id,
        moved.customer_id,
        cast(null as varchar) as product_id,
        cast(null as varchar) as territory_id,
        cast(null as map (varchar, varchar)) as dims,
        moved.source_system,
        moved.source_table,
        moved.source_id,
        moved.source_hash,
        'recurring_revenue/' || moved.kind as rule_id,
        cast(to_json({
            'opening': moved.opening_mrr,
            'fx': moved.fx_mrr,
            'movement': moved.movement_mrr,
            'closing': moved.closing_mrr
        }) as varchar) as explain
    from moved
    inner join {{ ref('month') }} as month on moved.month_no = month.month_no
    cross join {{ ref('company') }} as company
    where moved.change <> 0
),

final as (
    {{ balanced('transfer', "'mrr'") }}
)

select * from final
