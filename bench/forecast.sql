-- The records of a demo company as the core has them: what the gate lets through.
create or replace view exported as
select * from read_csv('$data/crm/opportunities_*.csv', all_varchar = true);
create or replace table core.company as
select 'bench' as company, 'EUR' as currency, 'half_up' as rounding_mode, 1 as fiscal_year_start;
create or replace table core.currency as select 'EUR' as currency, 2 as minor_unit;
create or replace table core.fx_daily as
select
    currency, strptime(rate_on, '%d.%m.%Y')::date as day,
    replace(rate, ',', '.')::decimal(28, 10) as rate
from read_csv('$data/erp/fx_rates.csv', all_varchar = true, delim = ';')
where quote_currency = 'EUR'
union all
select 'EUR', date '2000-01-01', 1;
create or replace table core.customer as
select account_id as customer_id, segment
from read_csv('$data/crm/accounts.csv', all_varchar = true);
create or replace table core.org_assignment as
select
    person_id, role, manager_id, territory_id, valid_from::date as valid_from,
    coalesce(valid_to::date + 1, date '9999-12-31') as valid_until
from read_csv('$folder/org.csv', all_varchar = true);
create or replace table core.opportunity as
select
    opportunity_id, name, account_id as customer_id, owner_id, product_id, territory_id, stage,
    amount::decimal(28, 6) as amount, currency, created_date::date as created_on,
    close_date::date as closed_on, is_closed::boolean as is_closed, is_won::boolean as is_won,
    forecast_category
from exported;
create or replace table core.opportunity_change as
select
    opportunity_id, changed_at::timestamp as changed_at,
    if(field = 'close_date', 'closed_on', field) as field, old_value, new_value
from read_csv('$data/crm/opportunity_history_*.csv', all_varchar = true);
create or replace table core.revops_metrics__stages as
select stage, position::integer as position, outcome, is_late::boolean as is_late
from read_csv('$folder/parameters/revops_metrics/stages.csv', all_varchar = true);
create or replace table core.sales_forecast__methods as
select method, 'company' as source_system, 'sales_forecast__methods' as source_table,
    method as source_id, '' as source_hash
from read_csv('$folder/parameters/sales_forecast/methods.csv', all_varchar = true);
create or replace table core.sales_forecast__categories as
from read_csv('$folder/parameters/sales_forecast/categories.csv', all_varchar = true);
create or replace table core.sales_forecast__shares as
select category, share::decimal(28, 10) as share
from read_csv('$folder/parameters/sales_forecast/shares.csv', all_varchar = true);
create or replace table core.sales_forecast__probabilities as
select stage, probability::decimal(28, 10) as probability
from read_csv('$folder/parameters/sales_forecast/probabilities.csv', all_varchar = true);
create or replace table core.sales_forecast__settings as
select setting, value::integer as value
from read_csv('$folder/parameters/sales_forecast/settings.csv', all_varchar = true);
create or replace view core.learned_model as from control.learned_model;
create or replace view core.learned_weight as from control.learned_weight;
