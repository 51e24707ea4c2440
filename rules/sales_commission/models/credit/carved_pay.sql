-- The pay for an event, and what another component is paid for it, in the currency of the first.
with carve as (
    select * from {{ ref('plan_carve') }}
),

carved as (
    select distinct
        carved_plan_id,
        carved_component_id
    from carve
),

overriding as (
    select
        carve.carved_plan_id,
        carve.carved_component_id,
        earning.plan_id,
        earning.component_id,
        earning.event_id,
        earning.plan_rate,
        earning.currency,
        sum(earning.amount) as amount
    from carve
    inner join {{ ref('earning') }} as earning
        on carve.plan_id = earning.plan_id and carve.component_id = earning.component_id
    group by all
    having sum(earning.amount) <> 0
),

giver as (
    select
        earning.plan_id,
        earning.component_id,
        earning.payee_id,
        earning.event_id,
        earning.occurred_on,
        earning.period,
        earning.currency,
        earning.plan_rate,
        sum(earning.amount) as amount
    from {{ ref('earning') }} as earning
    inner join carved
        on earning.plan_id = carved.carved_plan_id
            and earning.component_id = carved.carved_component_id
    group by all
    having sum(earning.amount) <> 0
),

final as (
    select
        giver.*,
        overriding.plan_id as override_plan_id,
        overriding.component_id as override_component_id,
        case
            when overriding.currency = giver.currency then overriding.amount
            else {{ converted('overriding.amount', 'overriding.plan_rate', 'giver.plan_rate') }}
        end as override_amount,
        sum(giver.amount) over (
            partition by overriding.plan_id, overriding.component_id, giver.event_id
        ) as given_amount
    from overriding
    inner join giver
        on overriding.carved_plan_id = giver.plan_id
            and overriding.carved_component_id = giver.component_id
            and overriding.event_id = giver.event_id
)

select * from final
