with control as (
    select * from {{ source('control', 'plan_contest') }}
),

final as (
    select
        plan_id,
        component_id,
        starts_on,
        ends_on,
        score,
        ties,
        minimum,
        qualify_component,
        qualify_from
    from control
)

select * from final
