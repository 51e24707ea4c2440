with control as (
    select * from {{ source('control', 'account') }}
),

final as (
    select
        account,
        code,
        title,
        type
    from control
)

select * from final
