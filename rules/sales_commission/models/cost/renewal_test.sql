-- Is a renewal paid in proportion to what the contract was that it renews? Both are measured as a
-- share of the event's value, over all payees of the plan; a renewal names the event that it
-- renews, or has its deal.
with cost as (
    select
        plan_id,
        event_id,
        is_renewal,
        deal_id,
        related_event_id,
        event_value,
        max(tolerance) as tolerance,
        sum(amount * reporting_rate) as cost
    from {{ ref('cost_line') }}
    where event_value > 0
    group by plan_id, event_id, is_renewal, deal_id, related_event_id, event_value
),

pair as (
    select
        renewal.plan_id,
        renewal.event_id as renewal_id,
        first_cost.event_id,
        coalesce(first_cost.tolerance, renewal.tolerance) as tolerance,
        {{ ratio('cast(first_cost.cost as decimal(28, 6))', 'first_cost.event_value') }}
            as first_rate,
        {{ ratio('cast(renewal.cost as decimal(28, 6))', 'renewal.event_value') }} as renewal_rate
    from cost as renewal
    inner join cost as first_cost
        on renewal.plan_id = first_cost.plan_id
            and (
                renewal.related_event_id = first_cost.event_id
                or renewal.deal_id = first_cost.deal_id
            )
    where renewal.is_renewal and not first_cost.is_renewal
),

final as (
    select
        *,
        renewal_rate >= cast(first_rate * (1 - coalesce(tolerance, 0)) as decimal(28, 10))
            as is_commensurate
    from pair
)

select * from final
