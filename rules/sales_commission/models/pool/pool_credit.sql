-- What comes into a pool and by whom; only the components that are pools are looked at.
{{ config(materialized='table') }}

with final as (
    select
        credit.plan_id,
        credit.component_id,
        component."window",
        {{ window_start('component."window"', 'calendar') }} as window_start,
        credit.payee_id,
        cast(sum(credit.credited) as decimal(28, 6)) as credited,
        cast(sum(coalesce(credit.quantity, 0)) as decimal(28, 6)) as quantity
    from {{ ref('credit') }} as credit
    inner join {{ ref('plan_component') }} as component
        on credit.plan_id = component.plan_id and credit.component_id = component.component_id
    inner join {{ ref('calendar') }} as calendar on credit.occurred_on = calendar.day
    semi join {{ ref('plan_pool') }} as pool
        on credit.plan_id = pool.plan_id and credit.component_id = pool.component_id
    group by all
)

select * from final
