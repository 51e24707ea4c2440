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
        hold_until,
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
        part.hold_until,
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

-- Of several releases within a window that is waited for, the last one says how much it is by then.
waited as (
    select
        posting_key,
        part_no,
        share,
        amount,
        day + hold_days as day,
        released,
        value
    from united
    where hold_until is null
    union all
    select
        united.posting_key,
        united.part_no,
        united.share,
        united.amount,
        coalesce({{ window_end('united.hold_until', 'calendar') }}, united.day + united.hold_days)
            as day,
        arg_max(united.released, united.day) as released,
        arg_max(united.value, united.day) as value
    from united
    left join {{ ref('calendar') }} as calendar on united.day + united.hold_days = calendar.day
    where united.hold_until is not null
    group by all
),

final as (
    select
        posting_key,
        part_no,
        share,
        day,
        released,
        value,
        {{ proportion('amount', 'released', 'value') }} as amount
    from waited
)

select * from final
