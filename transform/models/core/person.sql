with checked as (
    select * from {{ ref('checked_person') }}
),

final as (
    select
        person_id,
        name,
        email,
        hired_on,
        left_on,
        currency,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('person') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
