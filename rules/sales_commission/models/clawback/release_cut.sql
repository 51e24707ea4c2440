-- What a planned release no longer releases, because a clawback took it while it was held.
{{ config(materialized='table') }}

with taken as (
    select * from {{ ref('clawback_from_held') }}
),

planned as (
    select
        released.posting_key,
        released.day,
        released.amount,
        released.released,
        released.released_so_far,
        sum(taken.amount) filter (taken.cancelled_on <= released.day) as taken
    from {{ ref('release_day') }} as released
    inner join taken on released.posting_key = taken.earning_key
    group by all
),

effective as (
    select
        *,
        least(released_so_far, amount - coalesce(taken, 0)) as so_far
    from planned
),

cut as (
    select
        posting_key,
        day,
        cast(released - so_far + coalesce(
            lag(so_far) over (partition by posting_key order by day), 0
        ) as decimal(28, 6)) as amount
    from effective
),

final as (
    select * from cut
    where amount <> 0
)

select * from final
