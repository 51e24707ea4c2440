with checked as (
    select * from {{ ref('checked_product') }}
),

final as (
    select
        product_id,
        name,
        family,
        list_price,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('product') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
