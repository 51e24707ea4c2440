-- What each clawback takes out of what is held, and which share of it where it is a share; one that
-- compares windows takes no more than the windows differ by.
{{ config(materialized='table') }}

with taken as (
    select * from {{ ref('clawback_taken') }}
    where from_held > 0
),

difference as (
    select
        plan_id,
        component_id,
        payee_id,
        cancellation_id,
        sum(greatest(amount, 0)) as amount
    from {{ ref('counterfactual') }}
    where period = strftime(cancelled_on, '%Y-%m')
    group by all
),

running as (
    select
        taken.*,
        case taken.method
            when 'counterfactual'
                then coalesce(difference.amount, 0)
                    - coalesce(sum(taken.from_held) over (
                        partition by
                            taken.plan_id,
                            taken.component_id,
                            taken.payee_id,
                            taken.cancellation_id
                        order by taken.earning_key
                        rows between unbounded preceding and 1 preceding
                    ), 0)
            else taken.from_held
        end as most
    from taken
    left join difference
        on taken.plan_id = difference.plan_id
            and taken.component_id = difference.component_id
            and taken.payee_id = difference.payee_id
            and taken.cancellation_id = difference.cancellation_id
),

final as (
    select
        plan_id,
        component_id,
        payee_id,
        cancellation_id,
        cancelled_on,
        earning_key,
        cast(held_share as decimal(28, 10)) as held_share,
        cast(greatest(least(from_held, most), 0) as decimal(28, 6)) as amount
    from running
)

select * from final
