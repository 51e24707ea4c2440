with control as (
    select * from {{ source('control', 'currency') }}
),

final as (
    select
        currency,
        minor_unit
    from control
)

select * from final
