-- Tiers begin at zero, each where the one before ends, and the last has no end: a position outside
-- of every tier would earn nothing, unseen.
with tier as (
    select
        *,
        lag(upper) over (partition by plan_id, component_id order by tier_no) as upper_before,
        lead(lower) over (partition by plan_id, component_id order by tier_no) as lower_after
    from {{ ref('plan_tier') }}
)

select
    plan_id,
    component_id,
    tier_no,
    lower,
    upper
from tier
where lower <> coalesce(upper_before, 0) or upper is distinct from lower_after
