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
        and {{ in_scope('posting') }}
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

lines as (
    select {{ delta_columns() }} from changed
    union all
    select {{ delta_columns() }} from {{ ref('ledger_gone') }}
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
