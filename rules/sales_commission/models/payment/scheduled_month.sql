-- What the end of a month adds to such earnings, or takes from them.
{{ config(materialized='table') }}

with scheduled as (
    select distinct
        plan_id,
        component_id,
        hold_days,
        hold_until
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
        rule.rounding_mode,
        {{ window_start('month_rule.month_window', 'calendar') }} as window_start,
        coalesce(
            {{ window_end('scheduled.hold_until', 'waited') }},
            transfer.effective_on + scheduled.hold_days
        ) as waits_until
    from {{ ref('month_transfer') }} as transfer
    inner join scheduled
        on transfer.plan_id = scheduled.plan_id
            and transfer.component_id = scheduled.component_id
    inner join {{ ref('pay_rule') }} as rule
        on transfer.plan_id = rule.plan_id and transfer.component_id = rule.component_id
    inner join {{ ref('month_rule') }} as month_rule
        on transfer.plan_id = month_rule.plan_id
            and transfer.component_id = month_rule.component_id
    inner join {{ ref('calendar') }} as calendar on transfer.effective_on = calendar.day
    left join {{ ref('calendar') }} as waited
        on transfer.effective_on + scheduled.hold_days = waited.day
)

select * from final
