-- How much of a deal's value has come in, day by day: never less than nothing or more than all.
-- Once credit notes leave no value, what had been released stays as it was.
with amount as (
    select * from {{ ref('release_amount') }}
),

daily as (
    select
        plan_id,
        component_id,
        part_no,
        target,
        occurred_on as day,
        sum(case side when 'released' then measured else 0 end) as released,
        sum(case side when 'value' then measured else 0 end) as value
    from amount
    where released_by = 'value'
    group by plan_id, component_id, part_no, target, occurred_on
),

running as (
    select
        plan_id,
        component_id,
        part_no,
        target,
        day,
        sum(released) over so_far as released,
        sum(value) over so_far as value
    from daily
    window so_far as (
        partition by plan_id, component_id, part_no, target
        order by day
        rows between unbounded preceding and current row
    )
),

final as (
    select
        plan_id,
        component_id,
        part_no,
        target,
        day,
        cast(greatest(least(released, value), 0) as decimal(28, 6)) as released,
        cast(value as decimal(28, 6)) as value
    from running
    where value > 0
    union all
    select
        plan_id,
        component_id,
        part_no,
        target,
        min(occurred_on) as day,
        1 as released,
        1 as value
    from amount
    where released_by = 'first' and measured >= coalesce(least, measured)
    group by plan_id, component_id, part_no, target
)

select * from final
