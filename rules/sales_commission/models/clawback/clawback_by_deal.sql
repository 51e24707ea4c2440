-- What is taken back of the pay for a deal, with the difference that its window makes besides.
-- Where no other credit depends on the deal, the two are one.
with taken as (
    select * from {{ ref('clawback_taken') }}
    where method <> 'counterfactual'
),

at_once as (
    select
        plan_id,
        component_id,
        payee_id,
        cancellation_id,
        sum(amount) as amount
    from {{ ref('counterfactual') }}
    where period = strftime(cancelled_on, '%Y-%m')
    group by all
),

final as (
    select
        taken.* exclude (amount),
        concat_ws('/', taken.event_id, taken.suffix) as part,
        strftime(taken.cancelled_on, '%Y-%m') as period,
        taken.cancelled_on as effective_on,
        taken.share_after - taken.share_before as cancelled_share,
        taken.amount as original,
        coalesce(at_once.amount, taken.amount) as counterfactual,
        taken.amount
    from taken
    left join at_once
        on taken.plan_id = at_once.plan_id
            and taken.component_id = at_once.component_id
            and taken.payee_id = at_once.payee_id
            and taken.cancellation_id = at_once.cancellation_id
)

select * from final
