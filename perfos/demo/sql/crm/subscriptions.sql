-- Software is sold as a subscription: some are changed in the first year, some are not renewed when
-- their term ends, and what is cancelled ends.
with begun as (
    select
        *,
        closed_on + 1 + pick(deal_no, 'subscription/start', 10) as starts_on,
        (closed_on + 20 + to_months(months))::date as term_ends_on,
        pick(deal_no, 'subscription/change', 100) as change,
        choice(deal_no, 'subscription/billing', [1, 12, 12]) as billing_months,
        cents * 12 // months as yearly_cents,
    from deal
    where is_won and family = 'Software'
),

ended as (
    select
        *,
        case
            when cancelled_on <= getvariable('last_day') then greatest(cancelled_on, starts_on)
            when pick(deal_no, 'subscription/renewed', 100) < 15
                and term_ends_on <= getvariable('last_day') then term_ends_on
        end as ends_before,
        starts_on + 60 + pick(deal_no, 'subscription/changed', 240) as changes_on,
        case
            when change < 25 then 110 + pick(deal_no, 'subscription/more', 60)
            when change < 33 then 50 + pick(deal_no, 'subscription/less', 45)
        end as percent,
    from begun
),

term as (
    select *, starts_on as day, yearly_cents as price,
    from ended
    union all by name
    select *, changes_on as day, yearly_cents * percent // 100 as price,
    from ended
    where percent is not null and changes_on < coalesce(ends_before, date '9999-12-31')
)

select
    'S' || opportunity_id[2:] as subscription_id,
    customer_id as account_id,
    product_id,
    owner_id,
    day as start_date,
    ends_before as end_date,
    money(price * billing_months // 12) as amount,
    currency,
    billing_months,
from term
where day <= getvariable('last_day')
order by deal_no, day
