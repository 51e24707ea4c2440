with checked as (
    select * from {{ ref('checked_event') }}
),

final as (
    select
        event_id,
        kind,
        occurred_on,
        period,
        amount,
        currency,
        amount_reporting,
        quantity,
        arr,
        margin,
        owner_id,
        customer_id,
        product_id,
        territory_id,
        entity_id,
        deal_id,
        related_event_id,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('event') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
