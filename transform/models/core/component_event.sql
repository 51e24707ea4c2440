with counted as (
    select * from {{ ref('stg_component_event') }}
),

final as (
    select
        plan_id,
        component_id,
        event_id,
        measured,
        counts,
        rate,
        multiplier
    from counted
)

select * from final
