-- What stands posted and is desired no more, or with other attributes: it is reversed.
with scope as (
    select * from {{ ref('run_scope') }}
),

standing as (
    select * from {{ ref('ledger_standing') }}
),

-- Asked only of keys that something stands of, and apart from what is to be added: else all that
-- a first run desires would be kept aside with its derivations, to be read twice.
desired as (
    select
        posting.posting_key,
        posting.line_no,
        {{ hash_of_attributes() }} as attribute_hash
    from {{ ref('posting') }} as posting
    semi join standing on posting.posting_key = standing.posting_key
    cross join scope
    where posting.amount <> 0
        and {{ in_scope('posting') }}
),

final as (
    select
        entries.* replace (
            cast(-standing.amount as decimal(28, 6)) as amount,
            cast(-standing.amount_reporting as decimal(28, 6)) as amount_reporting
        ),
        true as is_gone
    from standing
    anti join desired
        on standing.posting_key = desired.posting_key
            and standing.line_no = desired.line_no
            and standing.attribute_hash = desired.attribute_hash
    inner join {{ target.database }}.ledger.ledger_entries as entries
        on standing.posting_key = entries.posting_key
            and standing.line_no = entries.line_no
            and standing.attribute_hash = entries.attribute_hash
            and standing.last_revision = entries.revision
    where standing.amount <> 0 or standing.amount_reporting <> 0
)

select * from final
