with control as (
    select * from {{ source('control', 'plan_pool') }}
),

final as (
    select
        plan_id,
        component_id,
        funding_rate,
        funding_over,
        funding_amount,
        achievement,
        achievement_quota,
        achievement_from,
        achievement_up_to,
        share_by,
        member_on,
        qualify_component,
        qualify_from
    from control
)

select * from final
