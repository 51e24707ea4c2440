-- What a plan looks up in the quotas: by component, as target pay, and by the
-- achievement of a pool.
with component as (
    select * from {{ ref('plan_component') }}
    where "window" in ('month', 'quarter', 'half', 'year')
),

named as (
    select
        plan_id,
        quota,
        "window"
    from component
    where quota is not null
    union
    select
        component.plan_id,
        modifier.target_quota as quota,
        component."window"
    from {{ ref('plan_modifier') }} as modifier
    inner join component
        on modifier.plan_id = component.plan_id and modifier.component_id = component.component_id
    where modifier.target_quota is not null
    union
    select
        pool.plan_id,
        pool.achievement_quota as quota,
        component."window"
    from {{ ref('plan_pool') }} as pool
    inner join component
        on pool.plan_id = component.plan_id and pool.component_id = component.component_id
    where pool.achievement_quota is not null
),

final as (
    select
        named.*,
        rule.spread,
        rule.weights,
        coalesce(rule.prorate, 'none') as prorate,
        coalesce(rule.counts_first_day, true) as counts_first_day,
        coalesce(rule.ramp, []) as ramp,
        coalesce(rule.leave, 'none') as leave
    from named
    left join {{ ref('plan_quota_rule') }} as rule
        on named.plan_id = rule.plan_id and named.quota = rule.quota
)

select * from final
