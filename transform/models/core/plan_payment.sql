with control as (
    select * from {{ source('control', 'plan_payment') }}
),

final as (
    select
        plan_id,
        component_id,
        part_no,
        share,
        released_by,
        scope,
        least,
        month_no,
        step_no,
        step_count,
        hold_days,
        hold_until
    from control
)

select * from final
