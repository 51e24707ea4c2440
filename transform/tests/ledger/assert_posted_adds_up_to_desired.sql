-- Promise 3, from the other side: what stands posted comes to what is desired, by book, account,
-- month and currency. It looks at every line, whatever the delta has looked at.
{{ config(meta={'dagster': {'ref': {'name': 'ledger_entries'}}}) }}
with scope as (
    select * from {{ ref('run_scope') }}
),

line as (
    select
        book,
        account,
        period,
        currency,
        amount,
        amount_reporting
    from {{ ref('posting') }}
    union all
    select
        book,
        account,
        period,
        currency,
        -amount as amount,
        -amount_reporting as amount_reporting
    from {{ ref('ledger_entries') }}
)

select
    line.book,
    line.account,
    line.period,
    line.currency,
    sum(line.amount) as difference
from line
cross join scope
where {{ in_scope('line') }}
group by line.book, line.account, line.period, line.currency
having sum(line.amount) <> 0 or sum(line.amount_reporting) <> 0
