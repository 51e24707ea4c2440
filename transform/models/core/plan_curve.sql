with control as (
    select * from {{ source('control', 'plan_curve') }}
),

final as (
    select
        plan_id,
        component_id,
        curve_no,
        by_component,
        stretch_no,
        lower,
        upper,
        is_open,
        is_rate,
        value,
        rise,
        run
    from control
)

select * from final
