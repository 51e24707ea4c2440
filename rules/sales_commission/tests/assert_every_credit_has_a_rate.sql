-- A rate of the plan's currency is missing on these days: credits cannot be paid without it.
select
    currency,
    occurred_on,
    count(*) as credits
from {{ ref('attainment') }}
where credited is null
group by currency, occurred_on
