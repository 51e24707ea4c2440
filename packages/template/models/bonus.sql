-- Whoever owns an event of a kind that the company names earns the bonus of that kind.
with final as (
    select
        event.event_id,
        event.owner_id as payee_id,
        event.period,
        event.occurred_on,
        bonuses.amount
    from {{ ref('event') }} as event
    inner join {{ ref('${name}__bonuses') }} as bonuses on event.kind = bonuses.kind
    where event.owner_id is not null
)

select * from final
