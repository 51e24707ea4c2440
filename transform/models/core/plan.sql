with control as (
    select * from {{ source('control', 'plan') }}
),

final as (
    select
        plan_id,
        title,
        currency,
        valid_from,
        valid_until,
        package
    from control
)

select * from final
