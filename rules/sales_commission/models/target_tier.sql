-- The rate table of each payee, component and window, in money or units instead of shares of a
-- quota: bounds are multiplied with the quota, so that nothing has to be divided by it.
{{ config(materialized='table') }}

with rated_target as (
    select * from {{ ref('rated_target') }}
),

tier_rate as (
    select * from {{ ref('tier_rate') }}
),

component as (
    select * from {{ ref('plan_component') }}
),

scaled as (
    select
        rated_target.target_id,
        rated_target."window",
        rated_target.position_by = rated_target.rated_by
        and not coalesce(modifier.has_multiplier, false)
        and not coalesce(component.is_pay_split, false) as is_measured_alike,
        tier_rate.*,
        case
            when component.tier_by = 'attainment' then rated_target.amount else 1
        end as scale
    from rated_target
    inner join component
        on rated_target.plan_id = component.plan_id
            and rated_target.component_id = component.component_id
    inner join tier_rate
        on rated_target.plan_id = tier_rate.plan_id
            and rated_target.component_id = tier_rate.component_id
    left join {{ ref('plan_modifier') }} as modifier
        on rated_target.plan_id = modifier.plan_id
            and rated_target.component_id = modifier.component_id
    where not rated_target.is_missing
),

final as (
    select
        target_id,
        stretch_no,
        {{ bound('reached_from', 'scale', '-100000000000000000000', 'is_open_from') }}
            as reached_from,
        {{ bound('reached_to', 'scale', '100000000000000000000', 'is_open_to') }}
            as reached_to,
        tier_no,
        {{ bound('tier_from', 'scale', '-100000000000000000000') }} as tier_from,
        {{ bound('tier_to', 'scale', '100000000000000000000') }} as tier_to,
        paid_tier_no,
        rate,
        is_measured_alike,
        max(stretch_no) over (partition by target_id) > 1 as is_retro,
        "window" <> 'event' as is_accumulating
    from scaled
)

select * from final
