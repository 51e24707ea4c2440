with checked as (
    select * from {{ ref('checked_customer') }}
),

final as (
    select
        customer_id,
        name,
        segment,
        country,
        parent_id,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('customer') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
