-- Pay that is earned over a term is not taken back while nobody knows the term: these deals have
-- none that is at least a month.
{{ config(severity='warn') }}

select
    plan_id,
    component_id,
    event_id,
    cancellation_id
from {{ ref('clawback_share') }}
where method = 'linear' and term_months is null
