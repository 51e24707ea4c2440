with control as (
    select * from {{ source('control', 'plan_pool_weight') }}
),

final as (
    select
        plan_id,
        component_id,
        person_id,
        weight
    from control
)

select * from final
