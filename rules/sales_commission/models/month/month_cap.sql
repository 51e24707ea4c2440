-- A cap over a time. What is lost is what lies above it in its own month, window or year. What is
-- carried is paid as soon as there is room: by the end of the n-th time as much as there is to pay,
-- but never more than one cap above what was paid by the end of the time before.
{{ config(materialized='table') }}

with timed as (
    select
        *,
        case cap_per
            when 'period' then month_start
            when 'year' then year_start
            else window_start
        end as capped_from,
        lifted - coalesce(lag(lifted) over (
            partition by plan_id, component_id, payee_id, window_start order by month_start
        ), 0) as to_pay
    from {{ ref('month_pay') }}
    where cap_per is not null
),

counted as (
    select
        *,
        cap_amount * dense_rank() over (
            partition by plan_id, component_id, payee_id order by capped_from
        ) as room,
        sum(to_pay) over (
            partition by
                plan_id, component_id, payee_id,
                case cap_excess when 'lost' then capped_from end
            order by month_start
        ) as wanted,
        coalesce(lead(capped_from) over (
            partition by plan_id, component_id, payee_id order by month_start
        ) <> capped_from, false) as is_end
    from timed
),

looked_back as (
    select
        *,
        min(case when is_end then wanted - room end) over (
            partition by plan_id, component_id, payee_id
            order by month_start
            rows between unbounded preceding and 1 preceding
        ) as shortest
    from counted
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        month_start,
        capped_from,
        wanted,
        cast(case cap_excess
            when 'lost' then least(0, cap_amount - wanted)
            else room - wanted + least(0, wanted - room, shortest)
        end as decimal(28, 6)) as effect
    from looked_back
)

select * from final
