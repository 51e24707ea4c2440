-- What is taken back where a window is compared with itself without the deal. What later deals of
-- the window would have earned less is taken back in their own months.
with counterfactual as (
    select * from {{ ref('counterfactual') }}
    where is_posted
),

deal as (
    select
        plan_id,
        cancellation_id,
        min(event_id) as event_id,
        min(booked_on) as booked_on,
        min(months_in_force) as months_in_force,
        max(share_after - share_before) as cancelled_share
    from {{ ref('clawback_share') }}
    group by plan_id, cancellation_id
),

at_own_rate as (
    select
        plan_id,
        component_id,
        payee_id,
        cancellation_id,
        any_value(reporting_rate) as reporting_rate,
        sum(earned) as earned,
        sum(amount) as original
    from {{ ref('clawback_taken') }}
    group by plan_id, component_id, payee_id, cancellation_id
),

held as (
    select
        plan_id,
        component_id,
        payee_id,
        cancellation_id,
        sum(amount) as amount
    from {{ ref('clawback_from_held') }}
    group by plan_id, component_id, payee_id, cancellation_id
),

final as (
    select
        counterfactual.* exclude (window_start, plan_rate, is_posted, amount),
        deal.* exclude (plan_id, cancellation_id),
        counterfactual.window_start || '/' || counterfactual.period as part,
        'counterfactual' as method,
        1 as taken_share,
        coalesce(at_own_rate.earned, 0) as earned,
        coalesce(at_own_rate.original, 0) as original,
        counterfactual.amount as counterfactual,
        greatest(least(
            counterfactual.amount,
            coalesce(held.amount, 0) - coalesce(sum(greatest(counterfactual.amount, 0)) over (
                partition by
                    counterfactual.plan_id,
                    counterfactual.component_id,
                    counterfactual.payee_id,
                    counterfactual.cancellation_id
                order by counterfactual.period, counterfactual.window_start
                rows between unbounded preceding and 1 preceding
            ), 0)
        ), 0) as from_held,
        counterfactual.amount,
        rule.currency,
        coalesce(at_own_rate.reporting_rate, counterfactual.plan_rate) as reporting_rate
    from counterfactual
    inner join deal
        on counterfactual.plan_id = deal.plan_id
            and counterfactual.cancellation_id = deal.cancellation_id
    inner join {{ ref('pay_rule') }} as rule
        on counterfactual.plan_id = rule.plan_id
            and counterfactual.component_id = rule.component_id
    left join at_own_rate
        on counterfactual.plan_id = at_own_rate.plan_id
            and counterfactual.component_id = at_own_rate.component_id
            and counterfactual.payee_id = at_own_rate.payee_id
            and counterfactual.cancellation_id = at_own_rate.cancellation_id
    left join held
        on counterfactual.plan_id = held.plan_id
            and counterfactual.component_id = held.component_id
            and counterfactual.payee_id = held.payee_id
            and counterfactual.cancellation_id = held.cancellation_id
)

select * from final
