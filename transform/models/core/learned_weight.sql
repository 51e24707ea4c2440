with control as (
    select * from {{ source('control', 'learned_weight') }}
),

final as (
    select
        package,
        learned_on,
        feature,
        class,
        points
    from control
)

select * from final
