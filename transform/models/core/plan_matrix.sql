with control as (
    select * from {{ source('control', 'plan_matrix') }}
),

final as (
    select
        plan_id,
        component_id,
        row_component,
        row_lower,
        row_upper,
        column_component,
        column_lower,
        column_upper,
        is_open,
        rate
    from control
)

select * from final
