-- The first events of each payee in the window, by date and then by event. What is taken back
-- counts where the event that it belongs to does, and makes no room for another.
with credited_event as (
    select
        credited_event.*,
        event.related_event_id,
        {{ window_start('component."window"', 'calendar', 'component.weeks_from') }} as window_start
    from {{ ref('credited_event') }} as credited_event
    inner join {{ ref('plan_component') }} as component
        on credited_event.plan_id = component.plan_id
            and credited_event.component_id = component.component_id
    inner join {{ ref('event') }} as event on credited_event.event_id = event.event_id
    inner join {{ ref('calendar') }} as calendar on credited_event.occurred_on = calendar.day
    where credited_event.credit_first is not null
),

ranked as (
    select
        *,
        dense_rank() over (
            partition by plan_id, component_id, payee_id, window_start
            order by occurred_on, event_id
        ) as place
    from credited_event
    where measured >= 0 and kind not in ('cancellation', 'credit_note')
),

kept as (
    select * exclude (place)
    from ranked
    where place <= credit_first
    union all
    select credited_event.*
    from credited_event
    where (credited_event.measured < 0 or credited_event.kind in ('cancellation', 'credit_note'))
        and exists (
            select 1 from ranked
            where ranked.place <= ranked.credit_first
                and ranked.event_id = credited_event.related_event_id
                and ranked.payee_id = credited_event.payee_id
                and ranked.plan_id = credited_event.plan_id
                and ranked.component_id = credited_event.component_id
        )
),

final as (
    select * exclude (credit_first, related_event_id, window_start)
    from kept
)

select * from final
