-- One row per opportunity with entries: the commission that all payees earn of it, held or not, after
-- clawbacks, in the company's currency.
select
    event.deal_id as id,
    cast(-sum(entry.amount_reporting) as decimal(28, 6)) as value
from ledger.ledger_entries as entry
inner join core.event as event on entry.source_id = event.event_id
where entry.book = 'actual' and coalesce(entry.package, '') <> 'payroll'
    and entry.account in ('commission_payable', 'commission_held')
group by event.deal_id
