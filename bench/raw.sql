-- The raw tables of a company of $deals deals, as a load would have left them; the same each time.
create schema if not exists raw;

create or replace table raw.crm__deals as
select
    'D' || lpad(i::varchar, 9, '0') as deal_id,
    date '2025-01-01' + cast((i * 7919) % 730 as integer) as closed_on,
    cast(((i * 104729) % 2000000 + 50000) / 100 as decimal(28, 6)) as amount,
    case when i % 10 < 8 then 'EUR' when i % 10 = 8 then 'USD' else 'GBP' end as currency,
    cast(1 + i % 5 as decimal(28, 6)) as quantity,
    'P' || ((i * 31) % $people)::varchar as owner,
    'C' || (i % 50000)::varchar as customer,
    'R' || (i % 40)::varchar as product,
    '{"campaign":"c' || (i % 9) || '","lead_source":"web"}' as _dims,
    'deals.csv' as _file,
    i + 2 as _row,
    md5(i::varchar) as _hash,
    null::varchar as _problems
from range($deals) as numbers (i);

create or replace table raw.crm__people as
select
    'P' || i::varchar as person_id, 'Person ' || i as name, null::varchar as _dims,
    'people.csv' as _file, i + 2 as _row, md5(i::varchar) as _hash, null::varchar as _problems
from range($people) as numbers (i);

create or replace table raw.crm__org as
select
    'P' || i::varchar as person_id,
    case when i % 10 > 0 then 'P' || (i - i % 10)::varchar end as manager,
    date '2024-01-01' as valid_from, null::varchar as _dims,
    'org.csv' as _file, i + 2 as _row, md5(i::varchar) as _hash, null::varchar as _problems
from range($people) as numbers (i);

create or replace table raw.crm__quotas as
select
    'P' || (i // 8)::varchar as payee_id,
    date '2025-01-01' + to_months(cast(3 * (i % 8) as integer)) as starts_on,
    cast($deals * 1250.0 / $people as decimal(28, 6)) as amount, null::varchar as _dims,
    'quotas.csv' as _file, i + 2 as _row, md5(i::varchar) as _hash, null::varchar as _problems
from range($people * 8) as numbers (i);

create or replace table raw.crm__rates as
select
    case i % 2 when 0 then 'USD' else 'GBP' end as currency,
    date '2024-12-28' + cast(i // 2 as integer) as rate_on,
    cast(case i % 2 when 0 then 0.9 else 1.15 end as decimal(28, 10))
    + cast((i % 97) / 10000 as decimal(28, 10)) as rate,
    null::varchar as _dims, 'rates.csv' as _file, i + 2 as _row, md5(i::varchar) as _hash,
    null::varchar as _problems
from range(1480) as numbers (i);

-- Every fifth deal is shared by two, every twentieth has somebody on top.
create or replace table raw.crm__splits as
select
    'D' || lpad(i::varchar, 9, '0') as deal_id,
    'P' || ((i * 31 + part) % $people)::varchar as payee_id,
    cast(case part when 0 then 0.6 when 1 then 0.4 else 0.1 end as decimal(28, 10)) as share,
    case part when 2 then 'overlay' else 'revenue' end as split_kind, null::varchar as _dims,
    'splits.csv' as _file, i * 3 + part + 2 as _row, md5(i || '/' || part) as _hash,
    null::varchar as _problems
from range($deals) as numbers (i)
cross join range(3) as parts (part)
where i % 5 = 0 and (part < 2 or i % 20 = 0);

-- One deal of a hundred is cancelled, some within the year and some after it.
create or replace table raw.crm__cancellations as
select
    'X' || substr(deal_id, 2) as cancellation_id,
    closed_on + 30 + cast(_row % 500 as integer) as cancelled_on,
    amount, currency, owner, customer, deal_id, null::varchar as _dims,
    'cancellations.csv' as _file, _row, md5('x' || _hash) as _hash, null::varchar as _problems
from raw.crm__deals
where _row % 100 = 7;
