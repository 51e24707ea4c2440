with checked as (
    select * from {{ ref('checked_territory') }}
),

final as (
    select
        territory_id,
        name,
        parent_id,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('territory') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
