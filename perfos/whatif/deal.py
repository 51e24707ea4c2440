"""What a deal that has not happened would pay, given all that has."""

from dataclasses import dataclass, replace
from decimal import Decimal

from perfos.whatif.event import Deal, put
from perfos.whatif.lines import Line, differences, paid
from perfos.whatif.sandbox import Sandbox

MISSING = """
select distinct
    plan_id || ' / ' || component_id || ' has no quota ' || quota || ' for ' || payee_id
    || ' from ' || window_start
from sales_commission.missing_quota
where payee_id = ? order by 1
"""


@dataclass(frozen=True)
class Answer:
    """What a deal would change.

    Attributes:
        deal: The deal.
        own: Lines of its owner that would be new or different.
        others: Those of other people.
        missing: Quotas that the owner has not, and by which nothing is earned.
    """

    deal: Deal
    own: list[Line]
    others: list[Line]
    missing: list[str]

    @property
    def pays(self) -> dict[str, Decimal]:
        """What its owner earns by it, by currency."""
        return paid(self.own)


class Question:
    """Deals put to one sandbox; what stands without them is calculated once.

    Args:
        place: The sandbox.
        deal: The first deal that will be asked about.

    Raises:
        NoRateError: Its currency has no rate of exchange.
    """

    def __init__(self, place: Sandbox, deal: Deal) -> None:
        self.place = place
        # Months run to the last event: what months pay that the deal alone adds is not its pay.
        with place.connect() as connection:
            put(connection, replace(deal, payee="", amount=Decimal(0)))
        self.before = place.calculate()

    def ask(self, deal: Deal) -> Answer:
        """Return what a deal would change, everything else as it stands."""
        with self.place.connect() as connection:
            put(connection, deal)
        changed = differences(self.before, self.place.calculate())
        with self.place.connect() as connection:
            missing = connection.execute(MISSING, [deal.payee]).fetchall()
        own = [line for line in changed if line["payee_id"] == deal.payee]
        others = [line for line in changed if line["payee_id"] != deal.payee]
        return Answer(deal, own, others, [text for (text,) in missing])
