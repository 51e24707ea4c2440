-- A small company: a vice president over two managers over four sellers each, who sell in two
-- currencies; amounts that floating point could not hold; rows of every table that the model reads.
create schema core;
create schema sales_commission;
create schema sales_contests;
create schema revops_metrics;
create schema recurring_revenue;
create schema ledger;
create schema quality;

create table core.company as select 'small' as company, 'Small' as title, 'EUR' as currency;
create table core.person as
select person_id, 'Name of ' || person_id as name, if(person_id like 'r2%', 'USD', 'EUR') as currency
from (
    values ('vp'), ('m1'), ('m2'), ('r11'), ('r12'), ('r13'), ('r14'), ('r21'), ('r22'), ('r23'),
    ('r24')
) as t (person_id);

create table core.org_assignment as
select
    person_id,
    case when person_id = 'vp' then 'vp' when person_id like 'm%' then 'manager' else 'seller' end
        as role,
    case
        when person_id like 'm%' then 'vp' when person_id like 'r%' then 'm' || person_id[2]
    end as manager_id,
    null::varchar as territory_id, date '2020-01-01' as valid_from, date '9999-12-31' as valid_until
from core.person
-- One has moved: the manager of before sees nothing any more.
union all
select 'r21', 'seller', 'm1', null, date '2019-01-01', date '2020-01-01';

create table core.plan as
from (values ('ae', 'Account executives', 'EUR')) as t (plan_id, title, currency);
create table core.plan_component as
from (values ('ae', 'new', 'New business'), ('ae', 'race', 'Race'))
    as t (plan_id, component_id, title);
create table core.customer as
select 'c' || i as customer_id, 'Customer ' || i as name, 'smb' as segment, 'DE' as country
from range(5) as t (i);
create table core.product as
from (values ('p1', 'Product 1', 'software')) as t (product_id, name, family);
create table core.territory as
from (values ('t1', 'North')) as t (territory_id, name);
create table core.account as
from (
    values ('commission_expense', '6411', 'Expense', 'expense'),
    ('commission_payable', '4210', 'Payable', 'liability')
) as t (account, code, title, type);
create table core.fx_daily as
select currency, date '2026-01-01' as day, rate::decimal(28, 10) as rate
from (values ('EUR', 1), ('USD', 0.9123456789)) as t (currency, rate);

create table core.event as
select
    'e' || i as event_id, if(i % 7 = 0, 'invoice', 'booking') as kind,
    date '2026-01-01' + i::integer as occurred_on,
    strftime(date '2026-01-01' + i::integer, '%Y-%m') as period,
    (1000 + i + 0.01)::decimal(28, 6) as amount, 'EUR' as currency,
    (1000 + i + 0.01)::decimal(28, 6) as amount_reporting,
    sellers[1 + i % len(sellers)] as owner_id, 'c' || (i % 5) as customer_id, 'p1' as product_id,
    't1' as territory_id, 'd' || i as deal_id,
    null::varchar as entity_id
from range(160) as t (i)
cross join (
    select list(person_id order by person_id) as sellers
    from core.person where person_id like 'r%'
);

create table core.opportunity as
select
    'o' || i as opportunity_id, 'Opportunity ' || i as name, 'c' || (i % 5) as customer_id,
    event.owner_id, 'p1' as product_id, 't1' as territory_id,
    if(i % 3 = 0, 'won', 'open') as stage, (i * 100.5)::decimal(28, 6) as amount,
    if(i % 2 = 0, 'USD', 'EUR') as currency, date '2026-01-01' as created_on,
    date '2026-06-30' as closed_on, i % 3 = 0 as is_closed, i % 3 = 0 as is_won
from range(80) as t (i)
inner join core.event as event on event.event_id = 'e' || i;

create table sales_commission.earning as
select
    'ae' as plan_id, 'new' as component_id, owner_id as payee_id, event_id, 'owner' as role,
    occurred_on, period, amount_reporting as credited,
    (amount_reporting * 0.0512345)::decimal(28, 6) as amount,
    if(owner_id like 'r2%', 'USD', 'EUR') as currency
from core.event
where kind = 'booking';

create table sales_commission.quota_target as
select
    (hash(payee_id) >> 1)::bigint as target_id, 'ae' as plan_id, 'new' as component_id, payee_id,
    'year' as "window", date '2026-01-01' as window_start, 'new' as quota,
    50000::decimal(28, 6) as amount, 'EUR' as currency, 'credited' as position_by,
    false as is_missing
from (select distinct payee_id from sales_commission.earning);
create table sales_commission.target_reached as
select
    target.target_id, count(*) as credits, sum(earning.credited)::decimal(38, 6) as credited,
    sum(earning.credited)::decimal(38, 6) as reached
from sales_commission.earning as earning
inner join sales_commission.quota_target as target on earning.payee_id = target.payee_id
group by target.target_id;

create table sales_commission.contest_prize as
select
    'ae' as plan_id, 'race' as component_id, date '2026-03-31' as ends_on, person_id as payee_id,
    row_number() over (order by person_id)::integer as place, 1::integer as tied,
    true as is_eligible, (500.5 / row_number() over (order by person_id))::decimal(28, 6) as amount,
    'EUR' as currency
from core.person where person_id like 'r%';
create table sales_contests.leaderboard as
select
    'spring' as campaign_id, 'Spring' as title, payee_id as contestant_id,
    (100 - place)::decimal(28, 6) as score, ends_on as reached_on, is_eligible, place, tied,
    amount as prize, currency
from sales_commission.contest_prize;
create table sales_commission.contract_cost_schedule as
select
    concat_ws('/', plan_id, component_id, payee_id, event_id) as posting_key, plan_id, component_id,
    payee_id, event_id, 'amortise' as kind, null::varchar as cancellation_id, period,
    (amount / 12)::decimal(28, 6) as amount, currency
from sales_commission.earning;

create table ledger.ledger_entries as
select
    md5(event_id || line.no) as entry_id, md5(event_id) as transaction_id,
    concat_ws('/', plan_id, component_id, payee_id, event_id) as posting_key, 'actual' as book,
    line.account, period, period as posting_period, 'original' as kind,
    occurred_on as effective_on, (line.side * amount)::decimal(28, 6) as amount, currency,
    (line.side * amount)::decimal(28, 6) as amount_reporting, null::varchar as entity_id,
    payee_id as party_id, 'c1' as customer_id, 'crm' as source_system, 'deals' as source_table,
    event_id as source_id, plan_id || '/' || component_id as rule_id,
    'sales_commission' as package, '1.0.0' as package_version, 'run-1' as run_id,
    timestamp '2026-08-01 08:00:00' as recorded_at
from (
    from sales_commission.earning
    union all by name
    -- More digits than floating point has.
    select
        'ae' as plan_id, 'new' as component_id, 'r11' as payee_id, 'big' as event_id,
        'owner' as role, date '2026-07-01' as occurred_on, '2026-07' as period,
        123456789012345678.123456::decimal(28, 6) as amount, 'EUR' as currency
) as earning
cross join (values (1, 'commission_expense', 1), (2, 'commission_payable', -1))
    as line (no, account, side);

create table ledger.statement_line as
select
    entry_id, transaction_id, party_id as payee_id, posting_period, period, kind,
    split_part(rule_id, '/', 1) as plan_id, split_part(rule_id, '/', 2) as component_id,
    posting_key, effective_on, source_id as event_id, customer_id, (-amount)::decimal(28, 6) as amount,
    currency, (-amount_reporting)::decimal(28, 6) as amount_reporting, package, package_version,
    run_id, recorded_at
from ledger.ledger_entries where account = 'commission_payable';

create table ledger.payee_balance as
select
    payee_id, posting_period as period, currency, sum(amount)::decimal(28, 6) as earned,
    0::decimal(28, 6) as adjustments, 0::decimal(28, 6) as held, 0::decimal(28, 6) as released,
    0::decimal(28, 6) as drawn, 0::decimal(28, 6) as recovered, 0::decimal(28, 6) as clawed_back,
    sum(amount)::decimal(28, 6) as paid_out
from ledger.statement_line group by all;
create table ledger.period as
select
    posting_period as period, 'open' as state, 10::bigint as events, count(*) as entries,
    count(distinct payee_id) as payees, sum(amount_reporting)::decimal(28, 6) as owed,
    'EUR' as currency
from ledger.statement_line group by all;

create table quality.quarantine as
from (
    values (
        'event', 'crm', 'deals', 'deals.csv', 6::bigint, 'e5', 'unknown_currency', 'Correct it.',
        [{'field': 'currency', 'found': 'XXX', 'reason': 'unknown_currency'}], '{"event_id": "e5"}'
    )
) as t (
    entity, source_system, source_table, source_file, source_row, source_id, reason, advice,
    problems, record
);
create table quality.reconciliation as
select
    'event' as entity, 'crm' as source_system, 'deals' as source_table, 1::integer as mapping_no,
    161::bigint as rows_raw, 0::bigint as rows_excluded, 160::bigint as rows_conformed,
    1::bigint as rows_quarantined, true as is_balanced;

create table ledger.run_log as
select
    1::integer as run_no, 'run-1' as run_id, 'anna' as actor, 'first' as reason,
    timestamp '2026-08-01 08:00:00' as started_at, 'abc123' as code_revision,
    'c0ffee' as config_hash;
create table ledger.period_event as
select
    row_number() over (order by payee_id)::bigint as event_no, '2026-01' as period,
    if(payee_id like 'r1%', 'dispute_opened', 'approved') as action,
    if(payee_id like 'r1%', payee_id[3:], payee_id) as subject, payee_id as actor,
    'Half of it is mine' as reason, timestamp '2026-08-02 08:00:00' as recorded_at,
    'run-2' as run_id,
    if(
        payee_id like 'r1%',
        json_object('payee_id', payee_id, 'entry_id', entry_id, 'due_at', '2026-08-07T08:00:00'),
        json_object('entries', 1)
    ) as details
from (
    select payee_id, min(entry_id) as entry_id
    from ledger.statement_line
    where posting_period = '2026-01'
    group by payee_id
);
create table ledger.check_result as
select 'run-1' as run_id, *
from (
    values
    ('core.event', 'complete_event', true, true, 0::bigint, null),
    ('raw.crm__deals', 'amount is a number', false, false, 3::bigint, '1200 of ann')
) as t (relation, check_name, passed, blocking, failing_rows, message);

create macro whole(i, name) as (1 + hash(i, name) % 90)::bigint;
create macro money(i, name) as (whole(i, name) * 1000.123457)::decimal(28, 6);
create temporary table person_month as
select
    person_id, starts_on::date as starts_on,
    row_number() over (order by person_id, starts_on) as i
from core.person
cross join (
    select unnest(generate_series(date '2026-01-01', date '2026-04-01', interval 1 month))
) as month (starts_on)
where person_id like 'r%';
create table revops_metrics.metric_part as
select
    strftime(starts_on, '%Y-%m') as period, starts_on, last_day(starts_on) as known_on, person_id,
    'm' || person_id[2] as team_id, 't1' as territory_id, ['small', 'large'][1 + i % 2] as segment,
    null::varchar as stage, null::integer as stage_position, 'deals' as source,
    whole(i, 'opening_deals') as opening_deals, whole(i, 'created_deals') as created_deals,
    money(i, 'created_amount') as created_amount, whole(i, 'reopened_deals') as reopened_deals,
    whole(i, 'won_deals') as won_deals, money(i, 'won_amount') as won_amount,
    whole(i, 'lost_deals') as lost_deals, money(i, 'lost_amount') as lost_amount,
    whole(i, 'cycle_days') as cycle_days, whole(i, 'due_deals') as due_deals,
    money(i, 'due_amount') as due_amount, whole(i, 'slipped_deals') as slipped_deals,
    money(i, 'slipped_amount') as slipped_amount,
    whole(i, 'due_not_won_deals') as due_not_won_deals, whole(i, 'pushed_deals') as pushed_deals,
    whole(i, 'postponed_deals') as postponed_deals, whole(i, 'new_customers') as new_customers,
    money(i, 'new_customer_amount') as new_customer_amount, whole(i, 'open_deals') as open_deals,
    money(i, 'open_amount') as open_amount, money(i, 'weighted_amount') as weighted_amount,
    whole(i, 'age_days') as age_days, whole(i, 'late_deals') as late_deals,
    whole(i, 'stale_deals') as stale_deals, money(i, 'engaged_amount') as engaged_amount,
    whole(i, 'contradicted_deals') as contradicted_deals,
    whole(i, 'entered_deals') as entered_deals, whole(i, 'left_deals') as left_deals,
    whole(i, 'advanced_deals') as advanced_deals, whole(i, 'stage_days') as stage_days,
    money(i, 'quota_amount') as quota_amount, money(i, 'quota_won_amount') as quota_won_amount,
    money(i, 'target_amount') as target_amount, money(i, 'spend_amount') as spend_amount,
    money(i, 'spend_month_before') as spend_month_before,
    money(i, 'spend_quarter_before') as spend_quarter_before,
    money(i, 'revenue_amount') as revenue_amount, money(i, 'revenue_growth') as revenue_growth,
    money(i, 'gross_profit_amount') as gross_profit_amount,
    money(i, 'customer_months') as customer_months,
    money(i, 'churned_customers') as churned_customers,
    money(i, 'employee_months') as employee_months,
    money(i, 'net_new_arr_amount') as net_new_arr_amount,
    money(i, 'new_arr_amount') as new_arr_amount,
    money(i, 'expansion_arr_amount') as expansion_arr_amount,
    money(i, 'forecast_amount') as forecast_amount
from person_month;
create schema scorecard;
create table scorecard.scorecard as
select
    'kpi_' || i as kpi_id, i::integer as kpi_no, 'KPI ' || i as title, 'olga' as owner,
    'monthly' as cadence, case when i < 2 then 'Sell more' end as objective, null::varchar as link,
    case when i = 1 then 'revops_metrics' end as package,
    case when i = 1 then 'win_rate' end as metric, case when i = 1 then 'by_number' end as variant,
    case when i = 1 then 1 end as version, 'company' as level, null::varchar as member,
    ['share', 'money', 'hours'][i] as unit, 'up' as better, 'measured by hand' as follows,
    case when i < 3 then '2026-02' end as period,
    case when i < 3 then date '2026-02-28' end as measured_on,
    [0.25, 12345.67, null][i]::decimal(28, 10) as value,
    [0.05, null, null][i]::decimal(28, 10) as change,
    [0.3, 10000, null][i]::decimal(28, 10) as target, [false, true, null][i] as is_met,
    ['critical', 'good', 'unmeasured'][i] as status,
    [0.05, null, null][i]::decimal(28, 10) as trend,
    case when i < 3 then date '2026-06-30' end as due_on,
    [0.4, 20000, null][i]::decimal(28, 10) as due_target,
    [0.45, null, null][i]::decimal(28, 10) as projected, [true, null, null][i] as will_be_met
from range(1, 4) as t (i);
create table scorecard.kpi_period as
select
    'kpi_1' as kpi_id, period, (period || '-01')::date as starts_on,
    last_day((period || '-01')::date) as ends_on, last_day((period || '-01')::date) as measured_on,
    value::decimal(28, 10) as value, null::decimal(28, 10) as change,
    0.3::decimal(28, 10) as target, false as is_met, status, null::decimal(28, 10) as trend,
    date '2026-06-30' as due_on, 0.4::decimal(28, 10) as due_target,
    null::decimal(28, 10) as projected, null::boolean as will_be_met
from (
    values ('2026-01', 0.2, 'critical'), ('2026-02', 0.25, 'critical')
) as t (period, value, status);
create table ledger.kpi_change as
select
    1 as change_no, 'kpi_1' as kpi_id, '2026-01' as period, 'critical' as status,
    'good' as status_before, 0.2::decimal(28, 10) as value, 0.3::decimal(28, 10) as target,
    'run-1' as run_id, timestamp '2026-02-01 06:00:00' as recorded_at;

create table recurring_revenue.mrr_part as
select
    strftime(starts_on, '%Y-%m') as period, starts_on, last_day(starts_on) as known_on,
    'c' || i % 5 as customer_id, person_id, ['small', 'large'][1 + i % 2] as segment,
    ['p1', null][1 + i % 2] as product_id, 'movements' as source,
    money(i, 'opening_mrr') as opening_mrr,
    money(i, 'new_mrr') as new_mrr,
    money(i, 'reactivation_mrr') as reactivation_mrr,
    money(i, 'expansion_mrr') as expansion_mrr,
    money(i, 'contraction_mrr') as contraction_mrr,
    money(i, 'churn_mrr') as churn_mrr,
    money(i, 'fx_mrr') as fx_mrr,
    money(i, 'closing_mrr') as closing_mrr,
    whole(i, 'opening_customers') as opening_customers,
    whole(i, 'new_customers') as new_customers,
    whole(i, 'reactivated_customers') as reactivated_customers,
    whole(i, 'churned_customers') as churned_customers,
    whole(i, 'closing_customers') as closing_customers,
    whole(i, 'month_cohort_customers') as month_cohort_customers,
    whole(i, 'month_lost_customers') as month_lost_customers,
    money(i, 'month_cohort_mrr') as month_cohort_mrr,
    money(i, 'month_expansion_mrr') as month_expansion_mrr,
    money(i, 'month_contraction_mrr') as month_contraction_mrr,
    money(i, 'month_churn_mrr') as month_churn_mrr,
    money(i, 'month_reactivation_mrr') as month_reactivation_mrr,
    whole(i, 'year_cohort_customers') as year_cohort_customers,
    whole(i, 'year_lost_customers') as year_lost_customers,
    money(i, 'year_cohort_mrr') as year_cohort_mrr,
    money(i, 'year_expansion_mrr') as year_expansion_mrr,
    money(i, 'year_contraction_mrr') as year_contraction_mrr,
    money(i, 'year_churn_mrr') as year_churn_mrr,
    money(i, 'year_reactivation_mrr') as year_reactivation_mrr
from person_month;
create table recurring_revenue.subscription_term as
select
    's' || i as subscription_id, 'c' || i % 5 as customer_id, 'p1' as product_id,
    'r1' || 1 + i % 4 as owner_id, date '2026-01-01' + i::integer as valid_from,
    case when i % 3 = 0 then date '2026-03-01' else date '9999-12-31' end as valid_until,
    ['EUR', 'USD'][1 + i % 2] as currency, money(i, 'mrr') as mrr, 'crm' as source_system,
    'subscriptions' as source_table, 's' || i as source_id, 'hash' as source_hash
from range(12) as t (i);
create table recurring_revenue.cohort as
select
    '2026-01' as cohort, date '2026-01-01' as cohort_starts_on, i::integer as months_since,
    '2026-0' || 1 + i as period, segment, 10::bigint as cohort_customers,
    money(1, segment) as cohort_mrr, 10 - i::bigint as retained_customers,
    money(i, segment) as retained_mrr
from range(4) as t (i)
cross join (values ('small'), ('large')) as s (segment);
create table revops_metrics.metric_deal as
select
    (12 * 2026 + 2)::bigint as month_no, '2026-02' as period, date '2026-02-01' as starts_on,
    opportunity_id, customer_id, owner_id as person_id, 'm' || owner_id[2] as team_id,
    't1' as territory_id, 'small' as segment, 'Offer' as stage, true as is_open,
    0::bigint as opening_deals,
    0::bigint as created_deals,
    0::decimal(28, 6) as created_amount,
    0::bigint as reopened_deals,
    0::bigint as won_deals,
    0::decimal(28, 6) as won_amount,
    0::bigint as lost_deals,
    0::decimal(28, 6) as lost_amount,
    0::bigint as cycle_days,
    1::bigint as due_deals,
    (1000.5 * i)::decimal(28, 6) as due_amount,
    (i % 2)::bigint as slipped_deals,
    (case when i % 2 = 1 then 1000.5 * i else 0 end)::decimal(28, 6) as slipped_amount,
    1::bigint as due_not_won_deals,
    0::bigint as pushed_deals,
    0::bigint as postponed_deals,
    0::bigint as new_customers,
    0::decimal(28, 6) as new_customer_amount,
    0::bigint as open_deals,
    0::decimal(28, 6) as open_amount,
    0::bigint as age_days,
    0::bigint as late_deals,
    0::bigint as stale_deals,
    0::decimal(28, 6) as engaged_amount,
    0::bigint as contradicted_deals
from (
    select *, row_number() over (order by opportunity_id) as i from core.opportunity
)
where i <= 4;
create schema sales_forecast;
create table sales_forecast.forecast as
select
    version::date as as_of, '2026-Q1' as quarter, date '2026-01-01' as starts_on,
    date '2026-03-31' as ends_on, horizon::bigint as horizon, method, owner_id as person_id,
    'm' || owner_id[2] as team_id, 100::decimal(28, 6) as closed_amount,
    (50 * factor)::decimal(28, 6) as open_amount, 10::decimal(28, 6) as later_amount,
    'EUR' as currency, (110 + 50 * factor)::decimal(28, 6) as amount
from (select distinct owner_id from core.opportunity)
cross join (values ('2026-01-31', 2), ('2026-02-28', 1)) as version (version, horizon)
cross join (values ('blend', 1), ('bottom_up', 2), ('statistical', 0)) as method (method, factor);
create table sales_forecast.score as
select
    version::date as as_of, '2025-Q4' as quarter, horizon::bigint as horizon, method, level,
    member, forecast::decimal(28, 6) as forecast_amount, 100::decimal(28, 6) as actual_amount,
    (forecast - 100)::decimal(28, 6) as error_amount, null::decimal(28, 10) as accuracy,
    null::decimal(28, 10) as accuracy_of_forecast, null::decimal(28, 10) as bias
from (
    values
    ('2025-11-30', 1, 'blend', 'company', null, 110), ('2025-11-30', 1, 'blend', 'team', 'm1', 90),
    ('2025-10-31', 2, 'blend', 'company', null, 75),
    ('2025-11-30', 1, 'bottom_up', 'company', null, 120)
) as t (version, horizon, method, level, member, forecast);
create table sales_forecast.forecast_deal as
select
    date '2026-02-28' as as_of, opportunity_id, '2026-Q1' as quarter, 1::bigint as horizon,
    owner_id as person_id, 'm' || owner_id[2] as team_id, 'small' as segment, 'Offer' as stage,
    ['commit', 'pipeline'][1 + i % 2] as category, (100 * i)::decimal(28, 6) as amount,
    date '2026-03-15' as closed_on, 0.8::decimal(28, 10) as delivery,
    0.5::decimal(28, 10) as stage_probability, null::decimal(28, 10) as fixed_probability,
    null::decimal(28, 10) as statistical_probability, null::map(varchar, bigint) as points,
    case when i % 2 = 1 then ['overdue', 'quiet'] else []::varchar[] end as risks
from (select *, row_number() over (order by opportunity_id) as i from core.opportunity)
where i <= 4;
create table revops_metrics.attribution as
select
    '2026-02' as period, model, opportunity_id, 'touch-' || i as touch_id, channel,
    'spring' as campaign, owner_id as person_id, 'm' || owner_id[2] as team_id,
    't1' as territory_id, 'small' as segment, (100 * share)::decimal(28, 6) as amount
from (select *, row_number() over (order by opportunity_id) as i from core.opportunity)
cross join (
    values ('first', 'webinar', 1), ('linear', 'webinar', 0.5), ('linear', 'outbound', 0.5)
) as given (model, channel, share)
where i <= 3;

create schema crm_hygiene;
create table crm_hygiene.hygiene_check as
from (
    values ('stale_deal', 'Stale deal', 'opportunity', 'Quiet.', 'warning', 14::bigint, 'days', 'Call.', false),
    ('duplicate_account', 'Duplicate account', 'customer', 'Twins.', 'warning', null, null, 'Merge.', false)
) as t (check_id, title, subject, finds, severity, threshold, unit, remedy, is_set);
-- One of each seller, one that nobody owns, and an account of somebody.
create table crm_hygiene.hygiene_finding as
select
    'stale_deal' as check_id, 'o' || person_id as subject_id, 'warning' as severity,
    'opportunity' as subject, 'o' || person_id as opportunity_id, 'c1' as customer_id,
    'Deal of ' || person_id as name, person_id as owner_id, 'm' || person_id[2] as team_id,
    'Talk' as stage, 100.01::decimal(28, 6) as amount, date '2026-02-01' as since,
    27::bigint as days, 'last activity on 2026-02-01' as found, 'Call.' as remedy,
    date '2026-02-28' as known_on
from core.person where person_id like 'r%'
union all
select
    'stale_deal', 'o0', 'warning', 'opportunity', 'o0', 'c1', 'Nobody''s', null, null, 'Talk', 50,
    date '2026-02-02', 26, 'last activity on 2026-02-02', 'Call.', date '2026-02-28'
union all
select
    'duplicate_account', 'c1', 'warning', 'customer', null, 'c1', 'Customer 1', 'r11', 'm1', null,
    100.01, null, null, 'name customer as c2', 'Merge.', date '2026-02-28';
