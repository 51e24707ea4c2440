-- What a cancellation may be about: the event that it names, or where the component credits no such
-- kind (an invoice, say), that event's deal, or its own deal.
with cancelling as (
    select
        cancelling.* exclude (credited_kinds),
        related.deal_id as related_deal_id,
        coalesce(list_contains(
            string_split(cancelling.credited_kinds, ','), related.kind
        ), false) as names_what_is_credited
    from {{ ref('cancelling') }} as cancelling
    left join {{ ref('event') }} as related on cancelling.related_event_id = related.event_id
),

event as (
    select * from {{ ref('event') }}
),

united as (
    select
        *,
        related_event_id as event_id,
        1 as preference
    from cancelling
    where related_event_id is not null
    union all
    select
        cancelling.*,
        event.event_id,
        2 as preference
    from cancelling
    inner join event on cancelling.related_deal_id = event.deal_id
    where not cancelling.names_what_is_credited
    union all
    select
        cancelling.*,
        event.event_id,
        3 as preference
    from cancelling
    inner join event on cancelling.deal_id = event.deal_id
    where not cancelling.names_what_is_credited
),

final as (
    select * exclude (related_deal_id, names_what_is_credited)
    from united
)

select * from final
