-- Positions of the windows that are walked again, in the order in which they were walked first; a
-- step back stands at the end of its day.
{{ config(materialized='table') }}

with step as (
    select * from {{ ref('rewalk_step') }}
),

target as (
    select * from {{ ref('rated_target') }}
),

ordered as (
    select
        step.*,
        target."window" = 'event' as is_alone,
        target.scenario_no > 0 as is_scenario,
        row_number() over so_far as place,
        sum(step.step) over so_far as reached
    from step
    inner join target on step.target_id = target.target_id
    window so_far as (
        partition by target.way_id
        order by
            step.occurred_on, step.is_reduction, step.sequence_no, step.event_id, step.role,
            step.target_id
        rows between unbounded preceding and current row
    )
),

final as (
    select
        * exclude (step, is_alone, place, reached) replace (
            cast(place as integer) as sequence_no,
            cast(
                case when is_alone then greatest(-step, 0) else reached - step end as decimal(38, 6)
            )
                as position_before,
            cast(case when is_alone then greatest(step, 0) else reached end as decimal(38, 6))
                as position_after
        )
    from ordered
)

select * from final
