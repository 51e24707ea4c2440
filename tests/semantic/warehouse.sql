-- A warehouse made by hand, with the columns that a run leaves behind: two months, two payees
-- of the same first name, one payee and one customer with hostile names, one correction of a
-- closed month, one rejected row.
create schema core;
create schema sales_commission;
create schema quality;
create schema ledger;
create schema staging;

create table core.company as
select
    'demo' as company,
    'Demo Industries' as title,
    'EUR' as currency,
    '2025-02' as first_open_period,
    'event' as rounding_stage,
    'half_up' as rounding_mode;

create table core.currency as
from (values ('EUR', 2), ('USD', 2), ('JPY', 0)) as t (currency, minor_unit);

create table core.person as
from (
    values
    ('p1', 'Ada Lovelace', 'ada@example.com', date '2020-01-01', null::date, 'EUR'),
    ('p2', '[red]Mallory[/red]' || chr(27) || '[2J', null, date '2021-01-01', null, 'EUR'),
    ('p3', 'Ada Byron', null, date '2021-01-01', null, 'JPY')
) as t (person_id, name, email, hired_on, left_on, currency);

create table core.customer as
from (
    values ('c1', 'Acme', null), ('c2', '=cmd|'' /C calc''!A0' || chr(8238), 'c1')
) as t (customer_id, name, parent_id);

create table core.plan_component as
from (
    values ('ae', 'new_business', 1, 'New business', 'quarter', 'marginal', 'share')
) as t (plan_id, component_id, component_no, title, "window", rate_kind, rate_unit);

create table core.event as
select
    event_id, kind, occurred_on, strftime(occurred_on, '%Y-%m') as period,
    amount::decimal(28, 6) as amount, currency,
    amount_reporting::decimal(28, 6) as amount_reporting,
    null::decimal(28, 6) as quantity, null::decimal(28, 6) as arr, null::decimal(28, 6) as margin,
    owner_id, customer_id, null::varchar as product_id, null::varchar as territory_id,
    null::varchar as entity_id, deal_id, null::varchar as related_event_id,
    map {'stage': 'Won', 'region': 'North'} as dims,
    'crm' as source_system, 'deals' as source_table, event_id as source_id,
    md5(event_id) as source_hash, 'deals_2025.csv' as source_file, source_row::bigint as source_row
from (
    values
    ('e1', 'booking', date '2025-01-10', 60000, 'EUR', 60000, 'p1', 'c1', 'd1', 2),
    ('e2', 'booking', date '2025-02-11', 77000, 'USD', 70000, 'p1', 'c2', 'd2', 3),
    ('e3', 'booking', date '2025-02-12', 1000, 'EUR', 1000, 'p2', 'c1', 'd3', 4),
    ('e4', 'booking', date '2025-02-13', 160000, 'JPY', 1000, 'p3', 'c1', 'd4', 5)
) as t (
    event_id, kind, occurred_on, amount, currency, amount_reporting, owner_id, customer_id,
    deal_id, source_row
);

create table sales_commission.credit as
select
    'ae' as plan_id, 'new_business' as component_id, owner_id as payee_id, event_id,
    'owner' as role, 1::decimal(28, 10) as share, occurred_on,
    amount_reporting as credited, 'EUR' as currency
from core.event;

create table sales_commission.earning as
select
    plan_id, component_id, payee_id, event_id, occurred_on,
    (credited * 0.04)::decimal(28, 6) as amount, currency
from sales_commission.credit;

-- The total of a count is a HUGEINT, which Parquet does not know.
create table sales_commission.attainment as
select payee_id, sum(1) as events, 9007199254740993::hugeint as big from sales_commission.credit
group by payee_id;

create view sales_commission.sales_commission__postings as select * from sales_commission.earning;
create table sales_commission.reporting_line as select 'p1' as person_id;
create schema other;
create table other.credit as select 'p1' as person_id;
create table staging.stg_event as select * from core.event;

create table ledger.run_log as
select
    1 as run_no, 'run-1' as run_id, 'demo' as company, 'anna' as actor, 'first' as reason,
    timestamp '2025-03-01 08:00:00' as started_at;

create table ledger.ledger_entries as
select
    md5(posting_key || '|' || line_no || '|' || revision) as entry_id,
    md5(posting_key || posting_period) as transaction_id,
    posting_key, line_no::integer as line_no, revision::bigint as revision,
    'actual' as book,
    if(line_no = 1, 'commission_expense', 'commission_payable') as account,
    period, posting_period, kind, effective_on,
    (if(line_no = 1, 1, -1) * amount)::decimal(28, 6) as amount, currency,
    (if(line_no = 1, 1, -1) * reporting)::decimal(28, 6) as amount_reporting,
    null::varchar as entity_id, payee_id as party_id, customer_id, null::varchar as product_id,
    null::varchar as territory_id, map {'deal': event_id} as dims,
    'crm' as source_system, 'deals' as source_table, event_id as source_id,
    md5(event_id) as source_hash, 'ae/new_business' as rule_id,
    if(line_no = 1, explain, null) as explain,
    'sales_commission' as package, '1.0.0' as package_version, 'c0ffee' as config_hash,
    'abc123' as code_revision, 'run-1' as run_id,
    timestamp '2025-03-01 08:00:00' + to_hours(revision) as recorded_at,
    md5(posting_key) as attribute_hash, md5(posting_key || kind) as entry_hash
from (
    values
    ('ae/new_business/p1/e1', 0, date '2025-01-10', '2025-01', '2025-01', 'original',
    2800, 'EUR', 2800, 'p1', 'c1', 'e1', '{EXPLAIN_1}'),
    ('ae/new_business/p1/e1', 2, date '2025-01-10', '2025-01', '2025-02', 'adjustment',
    -300, 'EUR', -300, 'p1', 'c1', 'e1', '{EXPLAIN_3}'),
    ('ae/new_business/p1/e2', 0, date '2025-02-11', '2025-02', '2025-02', 'original',
    6800, 'EUR', 6800, 'p1', 'c2', 'e2', '{EXPLAIN_2}'),
    ('ae/new_business/p2/e3', 0, date '2025-02-12', '2025-02', '2025-02', 'original',
    40.5, 'EUR', 40.5, 'p2', 'c1', 'e3', '{EXPLAIN_1}'),
    ('ae/new_business/p3/e4', 0, date '2025-02-13', '2025-02', '2025-02', 'original',
    6400, 'JPY', 40, 'p3', 'c1', 'e4', '{EXPLAIN_1}')
) as t (
    posting_key, revision, effective_on, period, posting_period, kind, amount, currency,
    reporting, payee_id, customer_id, event_id, explain
)
cross join (values (1), (2)) as l (line_no);

create view ledger.statement_line as
select
    entry_id, transaction_id, party_id as payee_id, posting_period, period, kind,
    split_part(rule_id, '/', 1) as plan_id, split_part(rule_id, '/', 2) as component_id,
    posting_key, effective_on, source_id as event_id, customer_id, -amount as amount, currency,
    -amount_reporting as amount_reporting, package, package_version, run_id, recorded_at
from ledger.ledger_entries
where account = 'commission_payable';

create table ledger.payee_balance as
select
    payee_id, period, currency, earned::decimal(28, 6) as earned,
    adjustments::decimal(28, 6) as adjustments, 0::decimal(28, 6) as held,
    0::decimal(28, 6) as released, 0::decimal(28, 6) as drawn, 0::decimal(28, 6) as recovered,
    0::decimal(28, 6) as clawed_back, (earned + adjustments)::decimal(28, 6) as paid_out,
    0::decimal(28, 6) as opening_payable, 0::decimal(28, 6) as closing_payable,
    0::decimal(28, 6) as opening_held, 0::decimal(28, 6) as closing_held,
    0::decimal(28, 6) as opening_draw, 0::decimal(28, 6) as closing_draw
from (
    values
    ('p1', '2025-01', 'EUR', 2800, 0), ('p1', '2025-02', 'EUR', 6800, -300),
    ('p2', '2025-02', 'EUR', 40.5, 0), ('p3', '2025-02', 'JPY', 6400, 0)
) as t (payee_id, period, currency, earned, adjustments);

create table ledger.period as
from (
    values
    ('2025-01', 'closed', 1, 2, 1, 2800::decimal(28, 6), 'EUR'),
    ('2025-02', 'open', 3, 8, 3, 6580.5, 'EUR'),
    ('2025-03', 'open', 0, 0, 0, 0, 'EUR')
) as t (period, state, events, entries, payees, owed, currency);

create table quality.quarantine as
from (
    values
    ('event', 'crm', 'deals', 'deals_2025.csv', 6::bigint, '=e5', 'unknown_currency',
    [{'field': 'currency', 'found': '=1+1', 'reason': 'unknown_currency'}],
    'Correct the currency code.', -12.5::decimal(28, 6), '{"currency": "=1+1"}'),
    ('event', 'crm', 'deals', '[bold]x[/bold].csv', 7::bigint, null, 'missing_event_id',
    [{'field': 'event_id', 'found': null, 'reason': 'missing_event_id'}],
    'Fill in the key.', null, '{}')
) as t (
    entity, source_system, source_table, source_file, source_row, source_id, reason, problems,
    advice, amount, record
);

create table quality.reconciliation as
select
    'event' as entity, 'crm' as source_system, 'deals' as source_table, 6::bigint as rows_raw,
    0::bigint as rows_excluded, 4::bigint as rows_conformed, 2::bigint as rows_quarantined,
    true as is_balanced;
