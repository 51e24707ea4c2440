-- The whole run by hand: reads the CSV files of `bench/team` and calculates; `write.sql` writes the
-- files of the snapshot that grow with the deals, in the same columns and the same order. It trusts
-- every row: no quarantine, no checks, no ledger that would know what was posted before.
create schema core;

create table core.event as
select
    deal_id as event_id, 'booking' as kind, closed_on as occurred_on,
    strftime(closed_on, '%Y-%m') as period, amount, deal.currency,
    case when deal.currency = 'EUR' then amount else (amount * fx.rate)::decimal(28, 6) end
        as amount_reporting,
    quantity, null::decimal(28, 6) as arr, null::decimal(28, 6) as margin, owner as owner_id,
    customer as customer_id, product as product_id, null::varchar as territory_id,
    null::varchar as entity_id, deal_id, null::varchar as related_event_id,
    null::map(varchar, varchar) as dims, 'crm' as source_system, 'deals' as source_table,
    deal_id as source_id,
    md5(concat_ws('|', deal_id, closed_on, amount, deal.currency, quantity, owner, customer, product))
        as source_hash,
    'deals.csv' as source_file, row_no + 1 as source_row,
    case deal.currency when 'EUR' then 1 else fx.rate end::decimal(28, 10) as event_rate
from (
    select *, row_number() over () as row_no
    from read_csv('$data/deals.csv', columns = {
        'deal_id': 'varchar', 'closed_on': 'date', 'amount': 'decimal(28, 6)',
        'currency': 'varchar', 'quantity': 'decimal(28, 6)', 'owner': 'varchar',
        'customer': 'varchar', 'product': 'varchar'
    })
) as deal
left join read_csv('$data/rates.csv', columns = {
    'currency': 'varchar', 'rate_on': 'date', 'rate': 'decimal(28, 10)'
}) as fx on deal.currency = fx.currency and deal.closed_on = fx.rate_on;

create table core.credit_split as
select
    deal_id, payee_id, share, split_kind, '' as stage, null::varchar as within_id,
    null::map(varchar, varchar) as dims, 'crm' as source_system, 'splits' as source_table,
    concat_ws('|', deal_id, payee_id, split_kind, '') as source_id,
    md5(concat_ws('|', deal_id, payee_id, share, split_kind)) as source_hash,
    'splits.csv' as source_file, row_number() over () + 1 as source_row
from read_csv('$data/splits.csv', columns = {
    'deal_id': 'varchar', 'payee_id': 'varchar', 'share': 'decimal(28, 10)', 'split_kind': 'varchar'
});

create table core.org as from read_csv('$data/org.csv', columns = {
    'person_id': 'varchar', 'manager': 'varchar', 'valid_from': 'date'
});

create table core.quota as from read_csv('$data/quotas.csv', columns = {
    'payee_id': 'varchar', 'starts_on': 'date', 'amount': 'decimal(28, 6)'
});

create table tier as
from (values
    (1, -1e20::decimal(38, 6), 0.5, 0.04), (2, 0.5, 1, 0.06), (3, 1, 1.5, 0.08),
    (4, 1.5, 1e20::decimal(38, 6), 0.10)
) as tiers (tier, lower, upper, rate);

create table credit as
with part as (
    select
        event.*, coalesce(split.payee_id, event.owner_id) as payee_id,
        coalesce(split.split_kind, 'owner') as role,
        coalesce(split.share, 1)::decimal(28, 10) as share
    from core.event
    left join core.credit_split as split on event.deal_id = split.deal_id
),

managed as (
    select
        event_id, org.manager as payee_id,
        case role when 'overlay' then 'overlay' else 'manager' end as role,
        sum(share)::decimal(28, 10) as share
    from part
    join core.org on part.payee_id = org.person_id
    where org.manager is not null
    group by all
),

united as (
    select 'sales' as component_id, event_id, payee_id, role, share from part
    union all by name
    select 'override' as component_id, * from managed
)

select
    'seller' as plan_id, united.*, event.kind, event.occurred_on, event.period,
    event.amount as measured, event.currency as event_currency, event.event_rate,
    'EUR' as currency, 1::decimal(28, 10) as plan_rate,
    case
        when share = 1 then amount_reporting else (amount_reporting * share)::decimal(28, 6)
    end as credited,
    case when share = 1 then quantity else (quantity * share)::decimal(28, 6) end as quantity,
    null::decimal(28, 10) as own_rate, null::decimal(28, 10) as multiplier,
    null::decimal(28, 6) as counts
from united
join core.event using (event_id);

create table earning as
with target as (
    select
        payee_id, starts_on, amount as quota,
        list({
            'tier': tier, 'from': (lower * amount)::decimal(38, 6),
            'to': (upper * amount)::decimal(38, 6), 'rate': rate::decimal(28, 10)
        } order by tier) as tiers
    from core.quota
    cross join tier
    group by all
),

position as (
    select
        *, date_trunc('quarter', occurred_on)::date as quarter,
        (sum(credited) over way)::decimal(38, 6) as after, (row_number() over way)::integer as no
    from credit
    where component_id = 'sales'
    window way as (
        partition by payee_id, date_trunc('quarter', occurred_on)
        order by occurred_on, event_id, role rows unbounded preceding
    )
),

cut as (
    select
        position.*, quota, (after - credited)::decimal(38, 6) as before,
        list_transform(
            list_filter(tiers, lambda t: t."from" < after and t."to" > after - credited),
            lambda t: {
                'tier': t.tier, 'from': greatest(t."from", after - credited),
                'to': least(t."to", after), 'rate': t.rate
            }
        ) as parts
    from position
    join target on position.payee_id = target.payee_id and quarter = starts_on
    union all by name
    select
        *, date_trunc('month', occurred_on)::date as quarter, null as quota,
        credited::decimal(38, 6) as after, 0::decimal(38, 6) as before,
        (row_number() over (
            partition by payee_id, period order by occurred_on, event_id, role
        ))::integer as no,
        [{
            'tier': 1, 'from': 0::decimal(38, 6), 'to': credited::decimal(38, 6),
            'rate': 0.01::decimal(28, 10)
        }] as parts
    from credit
    where component_id = 'override'
),

rated as (
    select
        * exclude (parts),
        (hash(component_id, payee_id, quarter) >> 1)::bigint as target_id,
        list_transform(parts, lambda p: {
            'kind': 'own', 'tier': p.tier, 'from': p."from", 'to': p."to",
            'base': (p."to" - p."from")::decimal(28, 6), 'rate': p.rate,
            'amount': ((p."to" - p."from")::decimal(28, 6) * p.rate)::decimal(38, 16)
        }) as slices
    from cut
)

select
    *, list_sum(list_transform(slices, lambda s: s.amount))::decimal(38, 16) as earned,
    round(earned, 2)::decimal(28, 6) as amount,
    concat_ws(
        '/', plan_id, component_id, payee_id, event_id, if(role = 'overlay', 'overlay', null)
    ) as posting_key
from rated;
