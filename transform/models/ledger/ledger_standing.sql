-- Entries of one line and the same attributes are one amount, however often it was adjusted.
with run as (
    select * from {{ source('control', 'run') }}
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
    cross join run
    where len(run.periods) = 0 or list_contains(run.periods, entries.period)
    group by entries.posting_key, entries.line_no, entries.attribute_hash
)

select * from final
