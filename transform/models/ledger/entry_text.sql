with entries as (
    select * from {{ ref('ledger_entries') }}
),

final as (
    select
        entry_id,
        posting_period,
        entry_hash,
        {{ text_of_entry() }} as entry_text
    from entries
)

select * from final
