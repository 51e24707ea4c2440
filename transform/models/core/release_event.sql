with selected as (
    select * from {{ ref('stg_release_event') }}
),

final as (
    select
        plan_id,
        component_id,
        part_no,
        side,
        event_id,
        measured
    from selected
)

select * from final
