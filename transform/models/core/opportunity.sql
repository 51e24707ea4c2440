with checked as (
    select * from {{ ref('checked_opportunity') }}
),

final as (
    select
        opportunity_id,
        name,
        customer_id,
        owner_id,
        product_id,
        territory_id,
        stage,
        amount,
        currency,
        created_on,
        closed_on,
        is_closed,
        is_won,
        forecast_category,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('opportunity') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
