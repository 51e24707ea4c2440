with control as (
    select * from {{ source('control', 'plan_tier') }}
),

final as (
    select
        plan_id,
        component_id,
        tier_no,
        lower,
        upper,
        rate,
        is_retro,
        is_open
    from control
)

select * from final
