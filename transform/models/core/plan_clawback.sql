with control as (
    select * from {{ source('control', 'plan_clawback') }}
),

final as (
    select
        plan_id,
        component_id,
        kinds,
        credited_kinds,
        method,
        anchor,
        basis,
        within_months,
        within_days,
        share,
        begun_months,
        is_attainment_reduced
    from control
)

select * from final
