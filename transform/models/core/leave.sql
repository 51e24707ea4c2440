with control as (
    select * from {{ source('control', 'leave') }}
),

final as (
    select
        person_id,
        starts_on,
        ends_on
    from control
)

select * from final
