with checked as (
    select * from {{ ref('checked_fx_rate') }}
),

final as (
    select
        currency,
        quote_currency,
        rate_on,
        rate,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('fx_rate') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
