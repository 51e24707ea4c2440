-- The log of the periods is a chain: each event names the hash of the one before.
{{ config(meta={'dagster': {'ref': {'name': 'period_state'}}, 'print': 'never'}) }}
-- depends_on: {{ ref('period_state') }}
with events as (
    select
        *,
        lag(event_hash, 1, '') over (order by event_no) as hash_before,
        row_number() over (order by event_no) as position
    from {{ target.database }}.ledger.period_event
)

select
    event_no,
    action,
    period
from events
where event_no <> position
    or previous_hash is distinct from hash_before
    or event_hash is distinct from sha256(ledger.event_text(
        event_no, period, action, subject, actor, reason, recorded_at, run_id, after_run_no,
        details, previous_hash
    ))
