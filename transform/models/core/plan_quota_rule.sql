with control as (
    select * from {{ source('control', 'plan_quota_rule') }}
),

final as (
    select
        plan_id,
        quota,
        spread,
        weights,
        prorate,
        counts_first_day,
        ramp,
        leave
    from control
)

select * from final
