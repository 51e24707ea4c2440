-- How much of the pay for a cancelled deal is taken back: a part of a whole, so that months of a
-- term stay exact. Months in force are whole ones, counted from the deal's day or from its first
-- payment's; a deal that was never paid was in force for none.
with cancelled as (
    select
        cancelled.*,
        rule.* exclude (plan_id, component_id, kinds)
    from {{ ref('cancelled_share') }} as cancelled
    inner join {{ ref('plan_clawback') }} as rule
        on cancelled.plan_id = rule.plan_id and cancelled.component_id = rule.component_id
    where cancelled.share_after > cancelled.share_before
),

first_payment as (
    select
        cancelled.event_id,
        min(payment.occurred_on) as paid_on
    from cancelled
    inner join {{ ref('event') }} as booked on cancelled.event_id = booked.event_id
    inner join {{ ref('event') }} as payment on booked.deal_id = payment.deal_id
    where cancelled.anchor = 'payment' and payment.kind = 'payment'
    group by cancelled.event_id
),

anchored as (
    select
        cancelled.*,
        case cancelled.anchor
            when 'booking' then cancelled.booked_on
            else first_payment.paid_on
        end as anchored_on
    from cancelled
    left join first_payment
        on cancelled.event_id = first_payment.event_id
            and cancelled.cancelled_on >= first_payment.paid_on
),

in_force as (
    select
        *,
        coalesce(datesub('month', anchored_on, cancelled_on), 0) as months_in_force,
        coalesce(cancelled_on - anchored_on, 0) as days_in_force,
        case when anchored_on is null then 0 else begun_months end as months_begun
    from anchored
),

final as (
    select
        in_force.plan_id,
        in_force.component_id,
        in_force.cancellation_id,
        in_force.cancelled_on,
        in_force.event_id,
        in_force.booked_on,
        in_force.anchored_on,
        in_force.share_before,
        in_force.share_after,
        in_force.method,
        in_force.basis,
        cast(in_force.months_in_force as integer) as months_in_force,
        term.months as term_months,
        cast(case in_force.method
            when 'linear'
                then greatest(
                        term.months - in_force.months_in_force - in_force.months_begun, 0
                    )
            when 'sliding' then step.share
            when 'share' then in_force.share
            else 1
        end as decimal(28, 10)) as part,
        cast(case in_force.method when 'linear' then term.months else 1 end as decimal(28, 10))
            as whole
    from in_force
    left join {{ ref('component_term') }} as term
        on in_force.plan_id = term.plan_id
            and in_force.component_id = term.component_id
            and in_force.event_id = term.event_id
            and term.purpose = 'clawback'
    left join {{ ref('plan_clawback_step') }} as step
        on in_force.plan_id = step.plan_id
            and in_force.component_id = step.component_id
            and in_force.months_in_force >= step.from_month
            and in_force.months_in_force < coalesce(step.until_month, 100000)
    where in_force.months_in_force < coalesce(in_force.within_months, 100000)
        and in_force.days_in_force < coalesce(in_force.within_days, 100000)
)

select * from final
