-- What of each part is released by a day, worked out to 6 digits.
with part as (
    select * from {{ ref('pay_part') }}
),

by_itself as (
    select
        posting_key,
        part_no,
        share,
        amount,
        hold_days,
        cast(
            effective_on + to_months(coalesce(month_no, 1) - 1) as date
        ) as day,
        cast(step_no as decimal(28, 6)) as released,
        cast(step_count as decimal(28, 6)) as value
    from part
    where released_by in ('event', 'months')
),

-- What came in before the event was credited counts from that day on.
by_others as (
    select
        part.posting_key,
        part.part_no,
        part.share,
        part.amount,
        part.hold_days,
        greatest(progress.day, part.effective_on) as day,
        arg_max(progress.released, progress.day) as released,
        arg_max(progress.value, progress.day) as value
    from part
    inner join {{ ref('release_progress') }} as progress
        on part.plan_id = progress.plan_id
            and part.component_id = progress.component_id
            and part.part_no = progress.part_no
            and part.target = progress.target
    group by all
),

united as (
    select * from by_itself
    union all
    select * from by_others
),

final as (
    select
        posting_key,
        part_no,
        share,
        day + hold_days as day,
        released,
        value,
        {{ proportion('amount', 'released', 'value') }} as amount
    from united
)

select * from final
