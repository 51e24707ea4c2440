with checked as (
    select * from {{ ref('checked_opportunity_change') }}
),

final as (
    select
        opportunity_id,
        changed_at,
        field,
        old_value,
        new_value,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('opportunity_change') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
