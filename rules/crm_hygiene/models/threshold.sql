-- The days that checks allow; null for a check that is off, so that it finds nothing.
with made as (
    select
        check_id,
        threshold
    from {{ ref('hygiene_check') }}
    where severity <> 'off'
),

final as (
    select
        today.day as today,
        max(made.threshold) filter (made.check_id = 'close_date_past') as overdue_after,
        max(made.threshold) filter (made.check_id = 'stale_deal') as stale_after,
        max(made.threshold) filter (made.check_id = 'dead_deal') as dead_after,
        max(made.threshold) filter (made.check_id = 'commit_without_activity') as commit_after,
        max(made.threshold) filter (made.check_id = 'loss_reason_missing') as lost_within,
        max(made.threshold) filter (made.check_id = 'required_field') as required_within,
        max(made.threshold) filter (made.check_id = 'exit_criterion') as criteria_within
    from {{ ref('today') }} as today
    cross join made
    group by today.day
)

select * from final
