with control as (
    select * from {{ source('control', 'plan_draw') }}
),

final as (
    select
        plan_id,
        draw_no,
        draw_id,
        title,
        kind,
        amount,
        from_period,
        to_period,
        first_months,
        recovery,
        scope,
        recover_from,
        recover_to,
        recover_share,
        recover_floor,
        forgiven_on
    from control
)

select * from final
