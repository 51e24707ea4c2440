-- Deals 1 to 5 with a booking each, deal 6 and 7 open; ann and bob; amounts that floating point could
-- not hold. The months are those around today: what is to come is left out.
create schema core;
create schema ledger;
create schema sales_commission;
create schema sales_forecast;
create schema crm_hygiene;
create table core.company as select 'small' as company, 'Small' as title, 'EUR' as currency;
create table core.fx_daily as
select 'USD' as currency, date '2020-01-01' as day, 0.9123456789::decimal(28, 10) as rate;
create table core.person as
select
    person_id, map {'crm_user': user_id} as dims, 'people' as source_system
from (values ('ann', '501'), ('bob', '502')) as t (person_id, user_id);
create table core.opportunity as
select
    i::varchar as opportunity_id, if(i % 2 = 0, 'ann', 'bob') as owner_id, i < 6 as is_closed,
    'crm' as source_system, map {'other_id': 'X' || i} as dims
from range(1, 8) as t (i)
union all
-- Its id is that of a record which this CRM does not know.
select 'S2', 'bob', false, 'other_crm', map {};
create table core.event as
select 'e' || i as event_id, i::varchar as deal_id from range(1, 6) as t (i);
create table ledger.ledger_entries as
select
    'e' || i as source_id, 'actual' as book, account, if(i % 2 = 0, 'ann', 'bob') as party_id,
    strftime(current_date - interval 1 month, '%Y-%m') as posting_period,
    'sales_commission' as package, (-(100 * i + 0.1))::decimal(28, 6) as amount_reporting
from range(1, 6) as t (i)
cross join (values ('commission_payable')) as line (account)
union all
-- A manager earns of deal 1, too; what is held of deal 2; and payroll has handed out 50 to bob.
select 'e1', 'actual', 'commission_payable', 'ann',
    strftime(current_date, '%Y-%m'), 'sales_commission', -12345678901234567.123456::decimal(28, 6)
union all
select 'e2', 'actual', 'commission_held', 'ann',
    strftime(current_date, '%Y-%m'), 'sales_commission', -7::decimal(28, 6)
union all
select 'e3', 'actual', 'commission_payable', 'bob',
    strftime(current_date, '%Y-%m'), 'payroll', 50::decimal(28, 6)
union all
select 'e5', 'actual', 'commission_payable', 'bob',
    strftime(current_date + interval 2 month, '%Y-%m'), 'sales_commission', -1::decimal(28, 6);
create table ledger.statement_line as
select
    party_id as payee_id, posting_period, (-amount_reporting)::decimal(28, 6) as amount_reporting
from ledger.ledger_entries
where account = 'commission_payable' and package <> 'payroll';
create table sales_commission.quota_target as
select
    1::bigint as target_id, 'ann' as payee_id, 3000::decimal(28, 6) as amount, 'EUR' as currency,
    'year' as "window", date_trunc('year', current_date)::date as window_start
union all
select 2, 'ann', 1000, 'EUR', 'year', (date_trunc('year', current_date) - interval 1 year)::date
union all
select 3, 'bob', 30, null, 'year', date_trunc('year', current_date)::date;
create table sales_commission.target_reached as
select 1::bigint as target_id, 2000::decimal(38, 6) as reached
union all select 2, 1000 union all select 3, 15;
create table sales_forecast.forecast_deal as
select
    as_of::date as as_of, opportunity_id, 1000.10::decimal(28, 6) as amount, category,
    statistical::decimal(28, 10) as statistical_probability,
    0.5::decimal(28, 10) as stage_probability, 0.9::decimal(28, 10) as fixed_probability
from (
    values ('2026-02-28', '6', 'commit', 0.3333333333), ('2026-02-28', '7', 'upside', null),
    ('2026-01-31', '5', 'commit', 0.1)
) as t (as_of, opportunity_id, category, statistical);
create table crm_hygiene.hygiene_finding as
from (
    values ('stale', '6', 'opportunity'), ('no_next_step', '6', 'opportunity'),
    ('no_domain', null, 'customer')
) as t (check_id, opportunity_id, subject);
