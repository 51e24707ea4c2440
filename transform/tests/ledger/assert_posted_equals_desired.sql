-- Promise 3: after a run nothing is left to post.
{{ config(meta={'dagster': {'ref': {'name': 'ledger_entries'}}}) }}
-- depends_on: {{ ref('ledger_entries') }}
select
    posting_key,
    line_no,
    kind,
    amount
from {{ ref('ledger_delta') }}
