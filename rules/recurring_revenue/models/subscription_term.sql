-- Terms hold until the day that their row names, or until the next row of the subscription begins.
-- Those that never held are there, too: they end on their first day.
{{ config(materialized='table') }}

with bounded as (
    select
        *,
        least(
            coalesce(ends_before, date '9999-12-31'),
            lead(starts_on, 1, date '9999-12-31') over (
                partition by subscription_id order by starts_on
            )
        ) as valid_until
    from {{ ref('subscription') }}
),

final as (
    select
        subscription_id,
        customer_id,
        product_id,
        owner_id,
        starts_on as valid_from,
        valid_until,
        currency,
        {{ proportion('amount', '1', 'billing_months') }} as mrr,
        source_system,
        source_table,
        source_id,
        source_hash
    from bounded
)

select * from final
