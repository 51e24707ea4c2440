-- It is released as the earnings of its window are, in the proportion of each day; where they come
-- to nothing, at once.
with line as (
    select * from {{ ref('scheduled_month') }}
),

-- Where they never come to anything, the line is paid on its own day, or when its hold has passed.
step as (
    select
        line.posting_key,
        case
            when daily.day is null then line.waits_until
            else greatest(daily.day, line.effective_on)
        end as day,
        cast(coalesce(
            arg_max(greatest(least(daily.released, daily.earned), 0), daily.day), 1
        ) as decimal(28, 6)) as released,
        cast(coalesce(arg_max(daily.earned, daily.day), 1) as decimal(28, 6)) as earned
    from line
    left join {{ ref('window_progress') }} as daily
        on line.plan_id = daily.plan_id
            and line.component_id = daily.component_id
            and line.payee_id = daily.payee_id
            and line.window_start = daily.window_start
            and daily.earned > 0
    group by all
),

worked_out as (
    select
        line.* exclude (window_start, waits_until),
        step.day,
        step.released,
        step.earned,
        {{ proportion('line.amount', 'step.released', 'step.earned') }} as so_far
    from step
    inner join line on step.posting_key = line.posting_key
    cross join {{ ref('horizon') }} as horizon
    where step.day <= horizon.last_day
),

rounded_so_far as (
    select
        * exclude (released, earned, so_far),
        [{
            'part': 1, 'share': cast(1 as decimal(28, 10)), 'released': released, 'of': earned,
            'amount': so_far
        }] as parts,
        cast({{ rounded('so_far', 'minor_unit', 'rounding_mode') }} as decimal(28, 6))
            as released_so_far
    from worked_out
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
