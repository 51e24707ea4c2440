-- What a clawback takes from the window in which it was earned: what the end of a month does to
-- the pay of the window, it does to what is left of it.
with clawback as (
    select * from {{ ref('clawback') }}
),

final as (
    select
        clawback.plan_id,
        clawback.component_id,
        clawback.payee_id,
        clawback.period,
        cast(-sum(clawback.amount) as decimal(28, 6)) as amount
    from clawback
    inner join {{ ref('month_rule') }} as rule
        on clawback.plan_id = rule.plan_id and clawback.component_id = rule.component_id
    inner join {{ ref('calendar') }} as booked on clawback.booked_on = booked.day
    inner join {{ ref('calendar') }} as taken on clawback.effective_on = taken.day
    where {{ window_start('rule.month_window', 'booked') }}
        = {{ window_start('rule.month_window', 'taken') }}
    group by clawback.plan_id, clawback.component_id, clawback.payee_id, clawback.period
)

select * from final
