with checked as (
    select * from {{ ref('checked_credit_split') }}
),

final as (
    select
        deal_id,
        payee_id,
        share,
        split_kind,
        stage,
        within_id,
        {{ dims_map() }} as dims,
        source_system,
        source_table,
        {{ source_id('credit_split') }} as source_id,
        source_hash,
        source_file,
        source_row
    from checked
    where problems is null
)

select * from final
