with control as (
    select * from {{ source('control', 'plan_fee') }}
),

final as (
    select
        plan_id,
        component_id,
        fee_order,
        fee_no,
        share,
        amount
    from control
)

select * from final
