with control as (
    select * from {{ source('control', 'learned_model') }}
),

final as (
    select
        package,
        learned_on,
        data_hash,
        model_hash,
        cases,
        seed,
        library
    from control
)

select * from final
