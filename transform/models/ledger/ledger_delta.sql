-- What a run still has to post: desired less posted. Empty after every run.
with scope as (
    select * from {{ ref('run_scope') }}
),

moved as (
    select * from {{ ref('ledger_moved') }}
),

desired as (
    select
        posting.*,
        {{ hash_of_attributes() }} as attribute_hash
    from {{ ref('posting') }} as posting
    semi join moved on {{ fast_hash(['posting.posting_key']) }} = moved.key_hash
    cross join scope
    where posting.amount <> 0
        and (len(scope.periods) = 0 or list_contains(scope.periods, posting.period))
),

standing as (
    select * from {{ ref('ledger_standing') }}
),

-- Same key, line and attributes: only the difference of the amounts is left to post.
changed as (
    select
        desired.* replace (
            cast(desired.amount - coalesce(standing.amount, 0) as decimal(28, 6)) as amount,
            cast(
                desired.amount_reporting - coalesce(standing.amount_reporting, 0)
                as decimal(28, 6)
            ) as amount_reporting
        ),
        false as is_gone
    from desired
    left join standing
        on desired.posting_key = standing.posting_key
            and desired.line_no = standing.line_no
            and desired.attribute_hash = standing.attribute_hash
    where standing.posting_key is null
        or desired.amount <> standing.amount
        or desired.amount_reporting <> standing.amount_reporting
),

-- Asked apart, and only of keys that something stands of: else all that a first run desires would
-- be kept aside with its derivations, to be read twice.
still_desired as (
    select
        posting.posting_key,
        posting.line_no,
        {{ hash_of_attributes() }} as attribute_hash
    from {{ ref('posting') }} as posting
    semi join standing on posting.posting_key = standing.posting_key
    cross join scope
    where posting.amount <> 0
        and (len(scope.periods) = 0 or list_contains(scope.periods, posting.period))
),

-- What stands posted and is desired no more, or with other attributes: it is reversed.
gone as (
    select
        entries.* replace (
            cast(-standing.amount as decimal(28, 6)) as amount,
            cast(-standing.amount_reporting as decimal(28, 6)) as amount_reporting
        ),
        true as is_gone
    from standing
    anti join still_desired
        on standing.posting_key = still_desired.posting_key
            and standing.line_no = still_desired.line_no
            and standing.attribute_hash = still_desired.attribute_hash
    inner join {{ target.database }}.ledger.ledger_entries as entries
        on standing.posting_key = entries.posting_key
            and standing.line_no = entries.line_no
            and standing.attribute_hash = entries.attribute_hash
            and standing.last_revision = entries.revision
    where standing.amount <> 0 or standing.amount_reporting <> 0
),

lines as (
    select {{ delta_columns() }} from changed
    union all
    select {{ delta_columns() }} from gone
),

-- How many entries a key has already numbers its next ones.
history as (
    select
        entries.posting_key,
        count(*) as revision
    from {{ target.database }}.ledger.ledger_entries as entries
    semi join moved on {{ fast_hash(['entries.posting_key']) }} = moved.key_hash
    group by entries.posting_key
),

final as (
    select
        lines.*,
        greatest(lines.period, first_open.period) as posting_period,
        case
            when lines.is_gone then 'reversal'
            when history.posting_key is null then 'original'
            else 'adjustment'
        end as kind,
        coalesce(history.revision, 0) as revision
    from lines
    cross join {{ ref('first_open') }} as first_open
    left join history on lines.posting_key = history.posting_key
)

select * from final
