with control as (
    select * from {{ source('control', 'plan_assignment') }}
),

final as (
    select
        plan_id,
        "by",
        value
    from control
)

select * from final
