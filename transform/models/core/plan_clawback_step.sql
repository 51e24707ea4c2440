with control as (
    select * from {{ source('control', 'plan_clawback_step') }}
),

final as (
    select
        plan_id,
        component_id,
        from_month,
        until_month,
        share
    from control
)

select * from final
