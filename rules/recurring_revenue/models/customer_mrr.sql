-- What a customer pays a month, from each day on which it changes: any day is in one row of each
-- currency, `valid_from <= day and day < valid_until`.
{{ config(materialized='table') }}

with changed as (
    select
        customer_id,
        currency,
        valid_from as day,
        mrr as change
    from {{ ref('subscription_term') }}
    union all
    select
        customer_id,
        currency,
        valid_until as day,
        -mrr as change
    from {{ ref('subscription_term') }}
    where valid_until < date '9999-12-31'
),

summed as (
    select
        customer_id,
        currency,
        day,
        sum(change) as change
    from changed
    group by customer_id, currency, day
    having sum(change) <> 0
),

final as (
    select
        customer_id,
        currency,
        day as valid_from,
        lead(day, 1, date '9999-12-31') over so_far as valid_until,
        cast(sum(change) over so_far as decimal(28, 6)) as mrr
    from summed
    window so_far as (partition by customer_id, currency order by day)
)

select * from final
