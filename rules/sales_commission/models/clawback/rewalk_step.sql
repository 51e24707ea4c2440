-- The credits of the windows that are walked again. A scenario has what is left of the cancelled
-- deals; where attainment is reduced, the window of the cancellation has a step back that pays
-- nothing by itself.
with scenario as (
    select * from {{ ref('scenario') }}
),

cancelled as (
    select * from {{ ref('clawback_share') }}
),

left_over as (
    select
        scenario.target_id,
        cancelled.event_id,
        cast(1 - max(cancelled.share_after) as decimal(28, 10)) as share
    from scenario
    inner join scenario as earlier
        on scenario.actual_target_id = earlier.actual_target_id
            and scenario.scenario_no >= earlier.scenario_no
    inner join cancelled
        on earlier.plan_id = cancelled.plan_id
            and earlier.component_id = cancelled.component_id
            and earlier.cancellation_id = cancelled.cancellation_id
    group by scenario.target_id, cancelled.event_id
),

in_scenario as (
    select
        way.* replace (scenario.target_id as target_id),
        coalesce(left_over.share, 1) as kept_share
    from {{ ref('way') }} as way
    inner join scenario on way.target_id = scenario.actual_target_id
    left join left_over
        on scenario.target_id = left_over.target_id and way.event_id = left_over.event_id
    where coalesce(left_over.share, 1) > 0
),

-- Scaling goes through 38 digits, and nearly every credit is kept as it is.
scaled as (
    select
        * exclude (kept_share) replace (
            {{ kept('credited', 28) }} as credited,
            {{ kept('base', 28) }} as base
        ),
        {{ kept('(position_after - position_before)', 38) }} as step,
        false as is_reduction
    from in_scenario
),

step_back as (
    select * from {{ ref('step_back') }}
),

lowered as (
    select target.target_id
    from {{ ref('quota_target') }} as target
    where target.way_id in (
            select stepped.way_id
            from {{ ref('quota_target') }} as stepped
            inner join step_back on stepped.target_id = step_back.target_id
        )
),

final as (
    select * from scaled
    union all by name
    select
        way.*,
        position_after - position_before as step,
        false as is_reduction
    from {{ ref('way') }} as way
    where target_id in (select lowered.target_id from lowered)
    union all by name
    select * from step_back
)

select * from final
