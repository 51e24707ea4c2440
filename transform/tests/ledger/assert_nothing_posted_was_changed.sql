-- Promise 2: each run's entries are still as many, and still hash to the same, as when it ended.
{{ config(meta={'dagster': {'ref': {'name': 'run_total'}}}) }}
with now_standing as (
    select
        run_id,
        count(*) as entries,
        {{ digest_of_entries() }} as digest
    from {{ ref('ledger_entries') }}
    group by run_id
)

select
    coalesce(logged.run_id, now_standing.run_id) as run_id,
    logged.entries as entries_then,
    now_standing.entries as entries_now
from {{ ref('run_total') }} as logged
full outer join now_standing on logged.run_id = now_standing.run_id
where logged.entries is distinct from now_standing.entries
    or logged.digest is distinct from now_standing.digest
