with checked as (
    select * from {{ ref('checked_activity') }}
),

final as (
    select
        activity_id,
        opportunity_id,
        person_id,
        kind,
        happened_at,
        recorded_on,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('activity') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
