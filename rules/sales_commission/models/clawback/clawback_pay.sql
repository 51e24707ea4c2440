-- What was earned for a cancelled deal, and how much of it at the deal's own rate: a minimum is not
-- part of that, and it is never more than was earned.
{{ config(materialized='table') }}

with cancelled as (
    select distinct
        plan_id,
        component_id,
        event_id
    from {{ ref('clawback_share') }}
),

final as (
    select
        {{ earning_key('earning') }} as earning_key,
        earning.plan_id,
        earning.component_id,
        earning.payee_id,
        earning.event_id,
        case earning.role when 'overlay' then 'overlay' end as suffix,
        earning.currency,
        earning.plan_rate as reporting_rate,
        rule.minor_unit,
        rule.rounding_mode,
        earning.amount as earned,
        cast(least(
            {{ rounded('earning.earned', 'rule.minor_unit', 'rule.rounding_mode') }},
            earning.amount
        ) as decimal(28, 6)) as at_own_rate
    from {{ ref('earning') }} as earning
    inner join cancelled
        on earning.plan_id = cancelled.plan_id
            and earning.component_id = cancelled.component_id
            and earning.event_id = cancelled.event_id
    inner join {{ ref('pay_rule') }} as rule
        on earning.plan_id = rule.plan_id and earning.component_id = rule.component_id
    where earning.amount > 0
)

select * from final
