-- What a planned release no longer releases, because a clawback took it while it was held. What is
-- given up as a share makes each later release smaller; an amount goes off the last ones.
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
        released.minor_unit,
        released.rounding_mode,
        coalesce(sum(taken.amount) filter (taken.cancelled_on <= released.day), 0) as taken,
        coalesce(sum(taken.held_share) filter (taken.cancelled_on <= released.day), 0) as shared,
        bool_or(taken.held_share is not null) as is_shared
    from {{ ref('release_day') }} as released
    inner join taken on released.posting_key = taken.earning_key
    group by all
),

remaining as (
    select
        *,
        cast(sum(released * (1 - shared)) over (
            partition by posting_key
            order by day
            rows between unbounded preceding and current row
        ) as decimal(38, 16)) as remaining_so_far
    from planned
),

effective as (
    select
        *,
        least(
            case
                when is_shared and released_so_far <> amount
                    then {{ rounded('remaining_so_far', 'minor_unit', 'rounding_mode') }}
                else released_so_far
            end,
            amount - taken
        ) as so_far
    from remaining
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
