-- The log as it stands: the last event that moved a month says where the month is.
with events as (
    select * from {{ target.database }}.ledger.period_event
    where action in ('calculated', 'submitted', 'closed', 'paid', 'reopened')
        or (action = 'approved' and subject is null)
),

final as (
    select
        period,
        arg_max(action, event_no) as state,
        max(event_no) as event_no,
        arg_max(after_run_no, event_no) as after_run_no
    from events
    group by period
)

select * from final
