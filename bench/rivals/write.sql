-- The files of the snapshot that grow with the deals, from what `files.sql` has calculated.
create table entry as
with posting as (
    select
        earning.*, event.customer_id, event.product_id, event.source_hash,
        to_json({
            'measured': measured, 'event_currency': event_currency, 'event_rate': earning.event_rate,
            'plan_rate': plan_rate, 'share': share, 'credited': credited, 'quota': quota,
            'before': before, 'after': after, 'slices': slices, 'cap': 0::decimal(38, 16),
            'amount': earning.amount
        })::varchar as explain
    from earning
    join core.event using (event_id)
    where earning.amount <> 0
)

select
    md5(concat_ws('|', posting_key, line_no, 0)) as entry_id,
    md5(concat_ws('|', posting_key, 0)) as transaction_id, posting_key, line_no,
    0::bigint as revision, 'actual' as book, account, period, period as posting_period,
    'original' as kind, occurred_on as effective_on, (amount * sign)::decimal(28, 6) as amount,
    currency, (amount * sign)::decimal(28, 6) as amount_reporting, null::varchar as entity_id,
    payee_id as party_id, customer_id, product_id, null::varchar as territory_id,
    null::map(varchar, varchar) as dims, 'crm' as source_system, 'deals' as source_table,
    event_id as source_id, source_hash, concat_ws('/', plan_id, component_id) as rule_id,
    case line_no when 1 then explain end as explain, 'sales_commission' as package,
    '1.0.0' as package_version, sha256('team') as config_hash, 'by hand' as code_revision,
    'by hand' as run_id, now()::timestamp as recorded_at,
    md5(concat_ws('|', account, payee_id, customer_id, product_id, source_hash)) as attribute_hash,
    sha256(concat_ws('|', posting_key, line_no, account, period, occurred_on, amount * sign, explain))
        as entry_hash
from posting
cross join (values (1, 'commission_expense', 1), (2, 'commission_payable', -1))
    as lines (line_no, account, sign);

copy (select * exclude (event_rate) from core.event order by event_id)
to '$out/event.parquet' (format parquet, compression zstd, compression_level 1);

copy (
    select
        'seller' as plan_id, component_id, event_id, amount as measured,
        null::decimal(28, 6) as counts, null::decimal(28, 10) as rate,
        null::decimal(28, 10) as multiplier
    from core.event
    cross join (values ('sales'), ('override')) as components (component_id)
    order by plan_id, component_id, event_id
) to '$out/component_event.parquet' (format parquet, compression zstd, compression_level 1);

copy (from core.credit_split order by deal_id, payee_id, split_kind)
to '$out/credit_split.parquet' (format parquet, compression zstd, compression_level 1);

copy (select * exclude (period) from credit order by plan_id, component_id, payee_id, event_id, role)
to '$out/credit.parquet' (format parquet, compression zstd, compression_level 1);

copy (
    select
        target_id, no as sequence_no, plan_id, component_id, payee_id, event_id, role, occurred_on,
        credited, 'credited' as position_by, before as position_before, after as position_after,
        quota, (before / quota)::decimal(28, 10) as attained_before,
        (after / quota)::decimal(28, 10) as attained_after
    from earning
    order by target_id, sequence_no
) to '$out/attainment.parquet' (format parquet, compression zstd, compression_level 1);

copy (
    select
        target_id, no as sequence_no, plan_id, component_id, payee_id, event_id, role, occurred_on,
        period, measured, event_currency, event_rate, plan_rate, share, multiplier, credited, quota,
        before as position_before, after as position_after, slices, earned,
        0::decimal(38, 16) as cap_effect, amount, currency
    from earning
    order by target_id, sequence_no
) to '$out/earning.parquet' (format parquet, compression zstd, compression_level 1);

-- Where an earning has several lines, what rounding leaves over goes to the largest.
copy (
    with line as (
        select
            *, unnest(slices) as slice, generate_subscripts(slices, 1)::integer as slice_no
        from earning
    ),

    ranked as (
        select
            *, round(slice.amount, 2) as rounded,
            sum(round(slice.amount, 2)) over (partition by target_id, no) as total,
            row_number() over (
                partition by target_id, no order by slice.amount desc, slice_no
            ) as size_no
        from line
    )

    select
        target_id, no as sequence_no, plan_id, component_id, payee_id, event_id, role, occurred_on,
        period, slice_no, slice.kind, slice.tier as tier_no, slice."from" as position_from,
        slice."to" as position_to, slice.base, slice.rate, slice.amount as exact_amount,
        (rounded + if(size_no = 1, amount - total, 0))::decimal(28, 6) as amount, currency
    from ranked
    order by target_id, sequence_no, slice_no
) to '$out/earning_slice.parquet' (format parquet, compression zstd, compression_level 1);

copy (from entry order by entry_id)
to '$out/ledger_entries.parquet' (format parquet, compression zstd, compression_level 1);

copy (
    select
        entry_id, transaction_id, party_id as payee_id, posting_period, period, kind,
        split_part(rule_id, '/', 1) as plan_id, split_part(rule_id, '/', 2) as component_id,
        posting_key, effective_on, source_id as event_id, customer_id, -amount as amount, currency,
        -amount_reporting as amount_reporting, package, package_version, run_id, recorded_at
    from entry
    where account = 'commission_payable'
    order by entry_id
) to '$out/statement_line.parquet' (format parquet, compression zstd, compression_level 1);
