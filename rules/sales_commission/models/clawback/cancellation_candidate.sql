-- What a cancellation may be about: the event that it names, that event's deal, or its own deal.
with cancelling as (
    select * from {{ ref('cancelling') }}
),

final as (
    select
        cancelling.*,
        cancelling.related_event_id as event_id,
        1 as preference
    from cancelling
    where cancelling.related_event_id is not null
    union all
    select
        cancelling.*,
        booked.event_id,
        2 as preference
    from cancelling
    inner join {{ ref('event') }} as related on cancelling.related_event_id = related.event_id
    inner join {{ ref('event') }} as booked on related.deal_id = booked.deal_id
    union all
    select
        cancelling.*,
        booked.event_id,
        3 as preference
    from cancelling
    inner join {{ ref('event') }} as booked on cancelling.deal_id = booked.deal_id
)

select * from final
