-- Which deals were cancelled, and how much of them. A cancellation names the event that it cancels;
-- one that names none, or a kind that the component does not credit, is about the whole deal.
with candidate as (
    select * from {{ ref('cancellation_candidate') }}
),

booked as (
    select
        candidate.*,
        event.occurred_on as booked_on,
        bool_and(event.currency = candidate.currency) over cancelled as is_alike,
        sum(event.amount) over cancelled as total,
        sum(event.amount_reporting) over cancelled as total_reporting
    from candidate
    inner join {{ ref('component_event') }} as counted
        on candidate.plan_id = counted.plan_id
            and candidate.component_id = counted.component_id
            and candidate.event_id = counted.event_id
    inner join {{ ref('event') }} as event on candidate.event_id = event.event_id
    where event.occurred_on <= candidate.cancelled_on
        and event.kind not in ('cancellation', 'credit_note')
    window
        cancelled as (
            partition by
                candidate.plan_id,
                candidate.component_id,
                candidate.cancellation_id,
                candidate.preference
        )
    qualify candidate.preference = min(candidate.preference) over (
            partition by candidate.plan_id, candidate.component_id, candidate.cancellation_id
        )
),

final as (
    select
        plan_id,
        component_id,
        cancellation_id,
        cancelled_on,
        event_id,
        booked_on,
        case when is_alike then amount else amount_reporting end as amount,
        case when is_alike then total else total_reporting end as total
    from booked
)

select * from final
