-- One row per person with entries: what is owed and was not handed to payroll, in the company's
-- currency.
select
    party_id as id,
    cast(-sum(amount_reporting) as decimal(28, 6)) as value
from ledger.ledger_entries
where book = 'actual' and account = 'commission_payable' and party_id is not null
    and posting_period <= getvariable('published_month')
group by party_id
