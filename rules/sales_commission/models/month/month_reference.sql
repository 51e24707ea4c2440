with final as (
    select
        plan_id,
        component_id,
        gate_component as by_component
    from {{ ref('plan_modifier') }}
    where gate_component is not null
    union
    select
        plan_id,
        component_id,
        by_component
    from {{ ref('plan_curve') }}
    where by_component is not null
    union
    select
        plan_id,
        component_id,
        unnest([row_component, column_component]) as by_component
    from {{ ref('plan_matrix') }}
)

select * from final
