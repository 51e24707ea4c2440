with final as (
    select
        pay.target_id,
        pay.sequence_no,
        target.plan_id,
        target.component_id,
        target.payee_id,
        pay.event_id,
        pay.role,
        pay.occurred_on,
        calendar.period,
        pay.measured,
        pay.event_currency,
        pay.event_rate,
        pay.plan_rate,
        pay.share,
        pay.multiplier,
        pay.credited,
        target.amount as quota,
        pay.position_before,
        pay.position_after,
        pay.slices,
        pay.earned,
        pay.cap_effect,
        pay.amount,
        plan.currency
    from {{ ref('pay') }} as pay
    inner join {{ ref('quota_target') }} as target on pay.target_id = target.target_id
    inner join {{ ref('plan') }} as plan on target.plan_id = plan.plan_id
    inner join {{ ref('calendar') }} as calendar on pay.occurred_on = calendar.day
)

select * from final
