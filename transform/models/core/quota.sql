with checked as (
    select * from {{ ref('checked_quota') }}
),

final as (
    select
        payee_id,
        quota,
        "window",
        starts_on,
        cast(starts_on + {{ window_length('"window"') }} as date) as ends_before,
        amount,
        currency,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('quota') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
