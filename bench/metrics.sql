-- Deals of three years with eight changes each: seven on the way, and the one that closes them.
create or replace table core.company as
select 'bench' as company, 'EUR' as currency, 'half_up' as rounding_mode;
create or replace table core.calendar as
select
    day, strftime(day, '%Y-%m') as period, strftime(day, '%Y') || '-Q' || quarter(day) as quarter,
    strftime(day, '%Y') as year, date_trunc('month', day)::date as month_start,
    date_trunc('quarter', day)::date as quarter_start, date_trunc('year', day)::date as year_start
from (select unnest(generate_series(date '2023-01-01', date '2025-12-31', interval 1 day))::date as day);
create or replace table core.fx_daily as
select currency, day, rate::decimal(28, 10) as rate
from core.calendar, (values ('EUR', 1), ('USD', 0.9), ('GBP', 1.15)) as t (currency, rate);
create or replace table core.customer as
select 'C' || i as customer_id, ['small', 'medium', 'large'][1 + i % 3] as segment
from range($deals // 5) as t (i);
create or replace table core.org_assignment as
select
    'P' || i as person_id, 'seller' as role, 'M' || i // 10 as manager_id,
    'T' || i % 12 as territory_id, date '2020-01-01' as valid_from,
    date '9999-12-31' as valid_until
from range(1000) as t (i);
create or replace table core.quota as
select
    'P' || i as payee_id, 'q' as quota, 'quarter' as "window", day as starts_on,
    (day + interval 3 month)::date as ends_before, 100000::decimal(28, 6) as amount,
    'EUR' as currency
from range(1000) as t (i), (select day from core.calendar where day = quarter_start);
create or replace table core.revops_metrics__stages as
select stage, position, outcome, is_late, (position / 10)::decimal(28, 10) as probability
from (
    values ('Talk', 1, 'open', false), ('Need', 2, 'open', false), ('Proof', 3, 'open', false),
    ('Offer', 4, 'open', true), ('Talks', 5, 'open', true), ('Won', 6, 'won', false),
    ('Lost', 7, 'lost', false)
) as t (stage, position, outcome, is_late);
create or replace table core.revops_metrics__settings as
select 'stale_after_days' as setting, 14::decimal(28, 10) as value;
create or replace table core.revops_metrics__quotas as select 'q' as quota;
create or replace table core.revops_metrics__targets as
select period, 'P' || i as person_id, 50000::decimal(28, 6) as amount
from range(1000) as t (i), (select distinct period from core.calendar);
create or replace table core.revops_metrics__figures as
select period, 'all' as segment, figure, 100000::decimal(28, 6) as value
from (select distinct period from core.calendar), (values
    ('sales_spend'), ('marketing_spend'), ('revenue'), ('gross_profit'), ('customers'),
    ('churned_customers'), ('net_new_arr'), ('new_arr'), ('expansion_arr'), ('employees'),
    ('forecast')) as t (figure);
create temporary table deal as
select
    i, 'D' || i as opportunity_id, date '2023-01-01' + (hash(i) % 1000)::integer as created_on,
    20 + (hash(i, 'cycle') % 120)::integer as days, hash(i, 'won') % 100 < 30 as is_won,
    1000 + (hash(i, 'amount') % 9000000)::bigint // 100 as amount
from range($deals) as t (i);
create or replace table core.opportunity as
select
    opportunity_id, opportunity_id as name, 'C' || i % ($deals // 5) as customer_id,
    'P' || hash(i, 'new owner') % 1000 as owner_id, null::varchar as product_id,
    null::varchar as territory_id, if(is_won, 'Won', 'Lost') as stage,
    (amount + 20)::decimal(28, 6) as amount, ['EUR', 'EUR', 'USD', 'GBP'][1 + i % 4] as currency,
    created_on, created_on + days as closed_on, true as is_closed, is_won,
    'Commit' as forecast_category
from deal;
create or replace table core.opportunity_change as
select
    opportunity_id,
    created_on::timestamp + to_minutes((days * 1440 * step // 8 + 540)::integer) as changed_at,
    case when step in (1, 3, 5, 6, 8) then 'stage' when step = 2 then 'amount'
        when step = 4 then 'closed_on' else 'owner_id' end as field,
    case step when 1 then 'Talk' when 3 then 'Need' when 5 then 'Proof' when 6 then 'Offer'
        when 8 then 'Talks' when 2 then amount::varchar
        when 4 then (created_on + days - 15)::varchar else 'P' || hash(i, 'owner') % 1000
    end as old_value,
    case step when 1 then 'Need' when 3 then 'Proof' when 5 then 'Offer' when 6 then 'Talks'
        when 8 then if(is_won, 'Won', 'Lost') when 2 then (amount + 20)::varchar
        when 4 then (created_on + days)::varchar else 'P' || hash(i, 'new owner') % 1000
    end as new_value
from deal, range(1, 9) as t (step);
