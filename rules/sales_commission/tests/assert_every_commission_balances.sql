-- Two lines a key, expense and payable, and nothing left over in either currency.
select
    posting_key,
    sum(amount) as amount,
    sum(amount_reporting) as amount_reporting,
    count(*) as lines
from {{ ref('sales_commission__postings') }}
group by posting_key
having sum(amount) <> 0 or sum(amount_reporting) <> 0 or count(*) <> 2
