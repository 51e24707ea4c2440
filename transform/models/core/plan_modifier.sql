with control as (
    select * from {{ source('control', 'plan_modifier') }}
),

final as (
    select
        plan_id,
        component_id,
        shares,
        target_quota,
        target_amount,
        target_weight,
        gate_component,
        gate_from,
        minimum_per,
        minimum_amount,
        cap_excess,
        month_window,
        has_multiplier
    from control
)

select * from final
