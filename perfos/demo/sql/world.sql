-- What stands before the first deal: sellers, territories, products, customers.

-- Who sells where on a day: the company's own org.csv decides, so that every owner has the role.
-- Where a territory has nobody of a role, everybody of that role helps out.
create table seller as
with present as (
    select
        days(
            greatest(valid_from::date, getvariable('first_day')),
            least(coalesce(valid_to::date, getvariable('last_day')), getvariable('last_day'))
        ) as day,
        role,
        territory_id,
        person_id,
    from read_csv(getvariable('org'), header = true, all_varchar = true)
    where role in ('account_executive', 'inside_sales', 'solution_specialist')
),

vacant as (
    select day, role, territory_id,
    from (select distinct day, role, from present)
    cross join (select distinct territory_id, from present where territory_id is not null)
    anti join present using (day, role, territory_id)
),

staffed as (
    select day, role, territory_id, person_id,
    from present
    union all by name
    select vacant.day, vacant.role, vacant.territory_id, present.person_id,
    from vacant
    inner join present using (day, role)
),

final as (
    select
        *,
        row_number() over (partition by day, role, territory_id order by person_id) - 1 as number,
        count(*) over (partition by day, role, territory_id) as team_size,
    from staffed
    where territory_id is not null
)

select * from final;

create table team as
select distinct day, role, territory_id, team_size,
from seller;

create table territory as
select * from read_csv(reference('territories.csv'), header = true, all_varchar = true);

create table product as
select * from read_csv(reference('products.csv'), header = true, all_varchar = true);

create table customer as
with drawn as (
    select
        range as customer_no,
        pick(range, 'customer/territory', 1000000) as territory_draw,
        case
            when pick(range, 'customer/segment', 10) < 5 then 'smb'
            when pick(range, 'customer/segment', 10) < 9 then 'mid_market'
            else 'enterprise'
        end as segment,
        choice(range, 'customer/name', words('company_names.txt')) as first_word,
        choice(range, 'customer/trade', words('trades.txt')) as second_word,
    from range(getvariable('customers'))
),

staffed as (
    select
        *,
        row_number() over (order by territory_id) - 1 as number,
        count(*) over () as territories,
    from territory
    where territory_id in (select territory_id from seller)
),

final as (
    select
        drawn.customer_no,
        'C' || lpad((drawn.customer_no + 1)::varchar, 7, '0') as customer_id,
        concat_ws(' ', drawn.first_word, drawn.second_word, staffed.legal_form) as name,
        drawn.segment,
        case drawn.segment
            when 'smb' then 10000 when 'mid_market' then 40000 else 160000
        end::bigint as smallest_cents,
        staffed.territory_id,
        staffed.country,
        staffed.currency,
        -- A few belong to an older customer.
        if(
            pick(drawn.customer_no, 'customer/child', 100) < 4,
            nullif(pick(drawn.customer_no, 'customer/parent', drawn.customer_no), 0), null
        ) as parent_no,
        case drawn.segment
            when 'smb' then 5 + pick(drawn.customer_no, 'customer/employees', 195)
            when 'mid_market' then 200 + pick(drawn.customer_no, 'customer/employees', 1800)
            else 2000 + pick(drawn.customer_no, 'customer/employees', 38000)
        end as employees,
    from drawn
    inner join staffed on drawn.territory_draw % staffed.territories = staffed.number
    order by drawn.customer_no
)

select * from final;
