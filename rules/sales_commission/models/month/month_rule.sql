-- Caps and minimums of the month are in the minor unit, like what they are compared with.
{{ config(materialized='table') }}

with matrix as (
    select distinct
        plan_id,
        component_id
    from {{ ref('plan_matrix') }}
),

final as (
    select
        modifier.plan_id,
        modifier.component_id,
        component."window",
        modifier.month_window,
        matrix.component_id is not null as is_matrix,
        modifier.target_amount is not null or modifier.target_quota is not null as has_target,
        modifier.gate_component,
        modifier.gate_from,
        nullif(modifier.minimum_per, 'event') as minimum_per,
        {{ rounded('modifier.minimum_amount', 'pay_rule.minor_unit', 'pay_rule.rounding_mode') }}
            as minimum_amount,
        nullif(component.cap_per, 'event') as cap_per,
        modifier.cap_excess,
        {{ rounded('component.cap_amount', 'pay_rule.minor_unit', 'pay_rule.rounding_mode') }}
            as cap_amount,
        pay_rule.currency,
        pay_rule.minor_unit,
        pay_rule.rounding_mode
    from {{ ref('plan_modifier') }} as modifier
    inner join {{ ref('plan_component') }} as component
        on modifier.plan_id = component.plan_id and modifier.component_id = component.component_id
    inner join {{ ref('pay_rule') }} as pay_rule
        on modifier.plan_id = pay_rule.plan_id and modifier.component_id = pay_rule.component_id
    left join matrix
        on modifier.plan_id = matrix.plan_id and modifier.component_id = matrix.component_id
    where modifier.month_window is not null
)

select * from final
