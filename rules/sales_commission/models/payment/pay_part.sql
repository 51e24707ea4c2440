-- Each part of the pay, with the deal or event whose events release it.
with part as (
    select * from {{ ref('plan_payment') }}
),

event as (
    select * from {{ ref('event') }}
),

final as (
    select
        pay.posting_key,
        pay.plan_id,
        pay.component_id,
        pay.effective_on,
        part.part_no,
        part.share,
        part.released_by,
        part.month_no,
        part.step_no,
        part.step_count,
        part.hold_days,
        part.hold_until,
        cast(pay.amount * part.share as decimal(28, 6)) as amount,
        {{ release_target('part.scope', follows_another('event'), 'event', 'related') }} as target
    from {{ ref('scheduled_pay') }} as pay
    inner join part
        on pay.plan_id = part.plan_id and pay.component_id = part.component_id
    inner join event on pay.event_id = event.event_id
    left join event as related on event.related_event_id = related.event_id
)

select * from final
