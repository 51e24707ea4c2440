-- What was still held of the pay for a deal when it was cancelled; releases of that very day are
-- not yet out, but for what was paid with the deal itself.
with held as (
    select
        cancelled.cancellation_id,
        pay.posting_key as earning_key,
        pay.amount - coalesce(arg_max(released.released_so_far, released.day), 0) as amount
    from {{ ref('scheduled_pay') }} as pay
    inner join {{ ref('clawback_share') }} as cancelled
        on pay.plan_id = cancelled.plan_id
            and pay.component_id = cancelled.component_id
            and pay.event_id = cancelled.event_id
    left join {{ ref('release_day') }} as released
        on pay.posting_key = released.posting_key
            and (cancelled.cancelled_on > released.day or pay.effective_on >= released.day)
    group by cancelled.cancellation_id, pay.posting_key, pay.amount
),

final as (
    select
        cancellation_id,
        earning_key,
        cast(amount as decimal(28, 6)) as amount
    from held
    where amount > 0
)

select * from final
