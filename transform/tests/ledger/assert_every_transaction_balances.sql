-- Promise 1: debits equal credits, per transaction, book and currency, and in the reporting
-- currency.
select
    transaction_id,
    book,
    currency,
    sum(amount) as imbalance,
    sum(amount_reporting) as imbalance_reporting
from {{ ref('unproven_entry') }}
group by transaction_id, book, currency
having sum(amount) <> 0 or sum(amount_reporting) <> 0
