-- Where every component pays at once there is none, and nothing after this reads anything.
{{ config(materialized='table') }}

with scheduled as (
    select distinct
        plan_id,
        component_id
    from {{ ref('plan_payment') }}
),

final as (
    select
        transfer.posting_key,
        transfer.plan_id,
        transfer.component_id,
        transfer.payee_id,
        transfer.event_id,
        transfer.period,
        transfer.effective_on,
        transfer.amount,
        transfer.currency,
        transfer.reporting_rate,
        rule.minor_unit,
        rule.rounding_mode
    from {{ ref('earning_transfer') }} as transfer
    inner join scheduled
        on transfer.plan_id = scheduled.plan_id
            and transfer.component_id = scheduled.component_id
    inner join {{ ref('pay_rule') }} as rule
        on transfer.plan_id = rule.plan_id and transfer.component_id = rule.component_id
)

select * from final
