with staged as (
    select * from {{ ref('stg_component_term') }}
),

final as (
    select
        plan_id,
        component_id,
        event_id,
        purpose,
        months
    from staged
)

select * from final
