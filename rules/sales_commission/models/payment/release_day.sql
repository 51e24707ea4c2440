-- Of all parts together, what is released is rounded as a sum so far: in the end it comes to what
-- was earned, to the cent.
{{ config(materialized='table') }}

with step as (
    select
        *,
        amount - coalesce(
            lag(amount) over (partition by posting_key, part_no order by day), 0
        ) as more
    from {{ ref('release_step') }}
),

daily as (
    select
        step.posting_key,
        step.day,
        sum(step.more) as more,
        list(
            {
                'part': step.part_no, 'share': step.share, 'released': step.released,
                'of': step.value, 'amount': step.amount
            }
            order by step.part_no
        ) as parts
    from step
    cross join {{ ref('horizon') }} as horizon
    where step.day <= horizon.last_day
    group by step.posting_key, step.day
),

running as (
    select
        posting_key,
        day,
        parts,
        sum(more) over (
            partition by posting_key
            order by day
            rows between unbounded preceding and current row
        ) as so_far
    from daily
),

rounded_so_far as (
    select
        pay.*,
        running.day,
        running.parts,
        cast(
            {{ rounded('running.so_far', 'pay.minor_unit', 'pay.rounding_mode') }}
            as decimal(28, 6)
        ) as released_so_far
    from running
    inner join {{ ref('scheduled_pay') }} as pay on running.posting_key = pay.posting_key
),

final as (
    select
        *,
        cast(released_so_far - coalesce(
            lag(released_so_far) over (partition by posting_key order by day), 0
        ) as decimal(28, 6)) as released
    from rounded_so_far
)

select * from final
