"""What the open deals of the CRM would pay, if each of them closed on its day."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from perfos.rows import rows_of
from perfos.whatif.deal import MISSING
from perfos.whatif.lines import Line, paid
from perfos.whatif.open_events import changed_by_open
from perfos.whatif.sandbox import Sandbox

DEALS = """
select
    event.event_id,
    opportunity.name,
    event.amount,
    event.currency,
    event.occurred_on as closes,
    exists (
        select * from core.payee_plan as plan
        where plan.person_id = getvariable('payee')
            and event.occurred_on >= plan.valid_from
            and event.occurred_on < plan.valid_until
    ) as has_plan
from core.event as event
inner join core.opportunity as opportunity on event.event_id = opportunity.opportunity_id
where event.source_system = 'whatif'
    and (
        event.owner_id = getvariable('payee')
        or event.deal_id in (
            select deal_id from core.credit_split where payee_id = getvariable('payee')
        )
    )
order by closes, event_id
"""


@dataclass(frozen=True)
class Outlook:
    """What somebody earns if every open deal of the company closes on its day.

    Attributes:
        payee: Who.
        deals: Their own open deals, and those that they share in; `has_plan` tells whether a plan
            covers them on the deal's day.
        own: Their lines that would be new or different.
        missing: Quotas that they have not, and by which nothing is earned.
    """

    payee: str
    deals: list[dict[str, Any]]
    own: list[Line]
    missing: list[str]

    @property
    def pays(self) -> dict[str, Decimal]:
        """What they earn by it, by currency."""
        return paid(self.own)

    @property
    def months(self) -> list[dict[str, Any]]:
        """The same by month and currency, oldest first."""
        sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for line in self.own:
            sums[line["period"], line["currency"]] += line["expense"]
        return [
            {"period": period, "currency": code, "earns": earns}
            for (period, code), earns in sorted(sums.items())
        ]


def outlook(place: Sandbox, payee: str) -> Outlook:
    """Return what the open deals would pay somebody, everything else as it stands.

    Raises:
        NoRateError: A deal is in a currency without a rate of exchange on or before its day.
    """
    changed = changed_by_open(place)
    with place.connect() as connection:
        connection.execute("set variable payee = ?", [payee])
        deals = rows_of(connection.execute(DEALS))
        missing = [text for (text,) in connection.execute(MISSING, [payee]).fetchall()]
    own = [line for line in changed if line["payee_id"] == payee]
    return Outlook(payee, deals, own, missing)
