with control as (
    select * from {{ source('control', 'plan_component') }}
),

final as (
    select
        plan_id,
        component_id,
        component_no,
        title,
        credit_to,
        credit_above,
        credit_each,
        has_counts,
        is_pay_split,
        manager_levels,
        credit_stages,
        credit_share,
        credit_first,
        quota,
        "window",
        weeks_from,
        rate_kind,
        tier_by,
        rate_unit,
        cap_per,
        cap_amount
    from control
)

select * from final
