-- Before anything is appended: what a package desires balances, per transaction, book and currency.
select
    posting_key,
    book,
    currency,
    sum(amount) as imbalance
from {{ ref('posting') }}
group by posting_key, book, currency
having sum(amount) <> 0 or sum(amount_reporting) <> 0
