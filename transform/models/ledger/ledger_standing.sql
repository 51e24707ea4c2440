-- Entries of one line and the same attributes are one amount, however often it was adjusted.
with scope as (
    select * from {{ ref('run_scope') }}
),

final as (
    select
        entries.posting_key,
        entries.line_no,
        entries.attribute_hash,
        sum(entries.amount) as amount,
        sum(entries.amount_reporting) as amount_reporting,
        max(entries.revision) as last_revision
    from {{ target.database }}.ledger.ledger_entries as entries
    semi join {{ ref('ledger_moved') }} as moved
        on {{ fast_hash(['entries.posting_key']) }} = moved.key_hash
    cross join scope
    where {{ in_scope('entries') }}
    group by entries.posting_key, entries.line_no, entries.attribute_hash
)

select * from final
