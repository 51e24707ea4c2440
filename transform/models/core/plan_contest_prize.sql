with control as (
    select * from {{ source('control', 'plan_contest_prize') }}
),

final as (
    select
        plan_id,
        component_id,
        place,
        amount
    from control
)

select * from final
