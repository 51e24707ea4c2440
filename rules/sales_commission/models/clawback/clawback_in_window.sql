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
    inner join {{ ref('plan_component') }} as component
        on clawback.plan_id = component.plan_id
            and clawback.component_id = component.component_id
    inner join {{ ref('calendar') }} as booked on clawback.booked_on = booked.day
    inner join {{ ref('calendar') }} as taken on clawback.effective_on = taken.day
    where {{ window_start('component."window"', 'booked') }}
        = {{ window_start('component."window"', 'taken') }}
    group by clawback.plan_id, clawback.component_id, clawback.payee_id, clawback.period
)

select * from final
