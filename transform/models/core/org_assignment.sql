with checked as (
    select * from {{ ref('checked_org_assignment') }}
),

final as (
    select
        person_id,
        role,
        manager_id,
        territory_id,
        valid_from,
        least(coalesce(valid_to, date '9999-12-30') + 1, date '9999-12-31') as valid_until,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('org_assignment') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
