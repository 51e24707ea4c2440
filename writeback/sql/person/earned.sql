-- One row per person with lines in the month of the last statements: what they come to, in the
-- company's currency. A month after that of the publication is still to come.
with posted as (
    select * from ledger.statement_line
    where posting_period <= getvariable('published_month')
)

select
    payee_id as id,
    cast(sum(amount_reporting) as decimal(28, 6)) as value
from posted
where posting_period = (select max(posting_period) from posted)
group by payee_id
