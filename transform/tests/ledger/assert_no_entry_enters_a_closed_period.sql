-- Promise 4: what a run posts stands in a period that is open to it.
{{ config(meta={'dagster': {'ref': {'name': 'ledger_entries'}}}) }}
select
    entries.entry_id,
    entries.posting_period,
    company.first_open_period
from {{ ref('ledger_entries') }} as entries
cross join {{ ref('company') }} as company
inner join {{ source('control', 'run') }} as run on entries.run_id = run.run_id
where entries.posting_period < company.first_open_period
