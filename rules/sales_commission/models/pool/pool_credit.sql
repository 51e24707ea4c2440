-- What comes into a pool and by whom. Where there is no pool, nothing is read.
{{ config(materialized='table') }}

with target as (
    select target.*
    from {{ ref('quota_target') }} as target
    inner join {{ ref('plan_pool') }} as pool
        on target.plan_id = pool.plan_id and target.component_id = pool.component_id
),

counted as (
    select
        target.plan_id,
        target.component_id,
        component."window",
        target.window_start,
        target.payee_id,
        way.credited,
        coalesce(event.quantity, 0) as quantity,
        way.share
    from {{ ref('way') }} as way
    inner join target on way.target_id = target.target_id
    inner join {{ ref('plan_component') }} as component
        on target.plan_id = component.plan_id and target.component_id = component.component_id
    inner join {{ ref('event') }} as event on way.event_id = event.event_id
),

final as (
    select
        plan_id,
        component_id,
        "window",
        window_start,
        payee_id,
        cast(sum(credited) as decimal(28, 6)) as credited,
        cast(sum(cast(quantity * share as decimal(28, 6))) as decimal(28, 6)) as quantity
    from counted
    group by all
)

select * from final
