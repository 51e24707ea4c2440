-- One row per posting key that the ledger would post something for. What stands is read from the
-- ledger, what would stand follows from its delta.
create or replace table upgrade.delta as
select * from ledger.ledger_delta;

create or replace table upgrade.line as
with standing as (
    select
        posting_key,
        sum(amount) filter (where line_no = 1) as amount,
        bool_or(is_standing) as is_standing,
        arg_max(explain, revision) filter (where line_no = 1) as explain
    from (
        select
            entries.*,
            sum(entries.amount) over (
                partition by entries.posting_key, entries.line_no, entries.attribute_hash
            ) <> 0 as is_standing
        from ledger.ledger_entries as entries
        semi join upgrade.delta as delta on entries.posting_key = delta.posting_key
    )
    group by posting_key
),

desired as (
    select
        posting_key,
        min(explain) filter (where line_no = 1) as explain
    from ledger.posting as posting
    semi join upgrade.delta as delta on posting.posting_key = delta.posting_key
    where posting.amount <> 0
    group by posting_key
),

-- Where attributes change, the line that goes and the line that comes are both in the delta: what
-- comes says what the line is about.
moved as (
    select
        posting_key,
        arg_min(party_id, (is_gone, line_no)) as payee_id,
        arg_min(period, (is_gone, line_no)) as period,
        arg_min(posting_period, (is_gone, line_no)) as posting_period,
        arg_min(rule_id, (is_gone, line_no)) as rule_id,
        arg_min(source_id, (is_gone, line_no)) as source_id,
        arg_min(currency, (is_gone, line_no)) as currency,
        coalesce(sum(amount) filter (where line_no = 1), 0) as difference,
        bool_or(period < posting_period) as is_sealed
    from upgrade.delta
    group by posting_key
)

select
    moved.posting_key,
    moved.payee_id,
    moved.period,
    moved.posting_period,
    moved.rule_id,
    moved.source_id,
    moved.currency,
    cast(coalesce(standing.amount, 0) as decimal(28, 6)) as before,
    cast(coalesce(standing.amount, 0) + moved.difference as decimal(28, 6)) as after,
    cast(moved.difference as decimal(28, 6)) as difference,
    case
        when desired.posting_key is null then 'gone'
        when coalesce(standing.is_standing, false) = false then 'new'
        when moved.difference = 0 then 'moved'
        else 'changed'
    end as what,
    moved.is_sealed,
    standing.explain as explain_before,
    desired.explain as explain_after
from moved
left join standing on moved.posting_key = standing.posting_key
left join desired on moved.posting_key = desired.posting_key
