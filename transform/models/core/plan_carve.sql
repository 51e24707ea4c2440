with control as (
    select * from {{ source('control', 'plan_carve') }}
),

final as (
    select
        plan_id,
        component_id,
        carved_plan_id,
        carved_component_id
    from control
)

select * from final
