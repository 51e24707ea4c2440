-- A scenario is rated like the window that it is made of.
with target as (
    select * from {{ ref('quota_target') }}
),

final as (
    select
        *,
        target_id as actual_target_id,
        0 as scenario_no
    from target
    union all by name
    select
        target.* replace (scenario.target_id as target_id, scenario.way_id as way_id),
        scenario.actual_target_id,
        scenario.scenario_no
    from {{ ref('scenario') }} as scenario
    inner join target on scenario.actual_target_id = target.target_id
)

select * from final
