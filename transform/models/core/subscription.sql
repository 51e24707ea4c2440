with checked as (
    select * from {{ ref('checked_subscription') }}
),

final as (
    select
        subscription_id,
        customer_id,
        product_id,
        owner_id,
        entity_id,
        starts_on,
        ends_before,
        amount,
        currency,
        billing_months,
        quantity,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('subscription') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
