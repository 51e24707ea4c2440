-- How much of each deal was cancelled before a cancellation, and how much after it: a share of its
-- own total each, and all of them added up. Amounts of one total are added up before they are
-- divided, so that three thirds are the whole.
{{ config(materialized='table') }}

with cancellation as (
    select
        *,
        amount = 0 or total <= 0 as is_whole
    from {{ ref('cancellation') }}
),

added_up as (
    select
        *,
        sum(amount) over (
            partition by plan_id, component_id, event_id, total
            order by cancelled_on, cancellation_id
            rows between unbounded preceding and current row
        ) as amount_so_far
    from cancellation
),

part as (
    select
        *,
        case
            when is_whole then cast(1 as decimal(28, 10))
            else {{ ratio('least(amount_so_far, total)', 'total') }}
                - {{ ratio('least(amount_so_far - amount, total)', 'total') }}
        end as share
    from added_up
),

shared as (
    select
        *,
        least(sum(share) over (
            partition by plan_id, component_id, event_id
            order by cancelled_on, cancellation_id
            rows between unbounded preceding and current row
        ), 1) as share_after
    from part
),

final as (
    select
        plan_id,
        component_id,
        cancellation_id,
        cancelled_on,
        event_id,
        booked_on,
        cast(coalesce(lag(share_after) over (
            partition by plan_id, component_id, event_id
            order by cancelled_on, cancellation_id
        ), 0) as decimal(28, 10)) as share_before,
        cast(share_after as decimal(28, 10)) as share_after
    from shared
)

select * from final
