with control as (
    select * from {{ source('control', 'plan_contract_cost') }}
),

final as (
    select
        plan_id,
        component_id,
        kinds,
        credited_kinds,
        commensurate,
        tolerance,
        expedient_months,
        spread_by,
        starts
    from control
)

select * from final
