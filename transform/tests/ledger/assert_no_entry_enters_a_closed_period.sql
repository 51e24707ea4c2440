-- Promise 4: what a run posts stands in a period that is open to it, and nothing is younger than
-- the seal of its period.
{{ config(meta={
    'dagster': {'ref': {'name': 'ledger_entries'}},
    'apart_from': ['run', 'run_log'],
}) }}
select
    entries.entry_id,
    entries.posting_period,
    first_open.period as first_open_period
from {{ ref('ledger_entries') }} as entries
cross join {{ ref('first_open') }} as first_open
inner join {{ source('control', 'run') }} as run on entries.run_id = run.run_id
where entries.posting_period < first_open.period

union all

select
    entries.entry_id,
    entries.posting_period,
    sealed.period as first_open_period
from {{ ref('ledger_entries') }} as entries
inner join {{ ref('run_log') }} as logged on entries.run_id = logged.run_id
inner join {{ ref('sealed_period') }} as sealed on entries.posting_period = sealed.period
where logged.run_no > sealed.after_run_no
