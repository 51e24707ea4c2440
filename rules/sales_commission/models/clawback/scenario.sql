-- What the payee would have been paid had a deal never been: each cancellation makes a scenario of
-- the windows that hold a credit of the deal, without it and without those cancelled before it.
-- Components that share a way are walked again together.
-- Only a method that asks for it needs one where nothing else in the window depends on the deal.
{{ config(materialized='table') }}

with cancelled as (
    select * from {{ ref('clawback_share') }}
),

touched as (
    select distinct
        target.way_id,
        cancelled.cancellation_id,
        cancelled.cancelled_on
    from {{ ref('way') }} as way
    inner join cancelled on way.event_id = cancelled.event_id
    inner join {{ ref('quota_target') }} as target
        on way.target_id = target.target_id
            and cancelled.plan_id = target.plan_id
            and cancelled.component_id = target.component_id
    inner join {{ ref('plan_component') }} as component
        on target.plan_id = component.plan_id and target.component_id = component.component_id
    where cancelled.method = 'counterfactual'
        or (
            component."window" <> 'event'
            and (
                component.rate_kind is distinct from 'flat'
                or component.cap_per in ('period', 'window')
            )
        )
),

numbered as (
    select
        *,
        row_number() over (partition by way_id order by cancelled_on, cancellation_id)
            as scenario_no
    from touched
),

final as (
    select
        {{ scenario_id('target.target_id', 'numbered.cancellation_id') }} as target_id,
        {{ scenario_id('numbered.way_id', 'numbered.cancellation_id') }} as way_id,
        target.target_id as actual_target_id,
        target.plan_id,
        target.component_id,
        cast(numbered.scenario_no as integer) as scenario_no,
        numbered.cancellation_id,
        numbered.cancelled_on
    from numbered
    inner join {{ ref('quota_target') }} as target on numbered.way_id = target.way_id
)

select * from final
