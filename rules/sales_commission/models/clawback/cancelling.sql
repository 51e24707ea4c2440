-- Where no component asks for it there is none, and nothing after this reads anything.
{{ config(materialized='table') }}

with rule as (
    select
        plan_id,
        component_id,
        credited_kinds,
        unnest(string_split(kinds, ',')) as kind
    from {{ ref('plan_clawback') }}
    union
    select
        plan_id,
        component_id,
        credited_kinds,
        unnest(string_split(kinds, ',')) as kind
    from {{ ref('plan_contract_cost') }}
),

final as (
    select
        rule.plan_id,
        rule.component_id,
        rule.credited_kinds,
        event.event_id as cancellation_id,
        event.occurred_on as cancelled_on,
        event.related_event_id,
        event.deal_id,
        event.currency,
        abs(event.amount) as amount,
        abs(event.amount_reporting) as amount_reporting
    from {{ ref('event') }} as event
    inner join rule on event.kind = rule.kind
    where event.kind in ('cancellation', 'credit_note')
)

select * from final
