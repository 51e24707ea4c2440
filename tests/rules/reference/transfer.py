"""Money that moves from one account to another."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import period

EXPENSE, PAYABLE, HELD = "commission_expense", "commission_payable", "commission_held"
RECEIVABLE, ASSET, IMPAIRMENT = (
    "draw_receivable",
    "contract_cost",
    "contract_cost_impairment",
)
Key = tuple[int, str, str, str, str, str]


@dataclass(frozen=True)
class Transfer:
    """A positive amount debits the first account and credits the second."""

    plan: int
    component: str
    payee: str
    kind: str
    on: date
    debit: str
    credit: str
    amount: Fraction
    event: str | None = None
    deal: str | None = None
    about: date | None = None

    @property
    def period(self) -> str:
        """The month that it is about."""
        return period(self.on)

    def moves(self, account: str) -> Fraction:
        """Return by how much it debits an account."""
        return self.amount * ((self.debit == account) - (self.credit == account))


def balances(transfers: Iterable[Transfer]) -> dict[Key, Fraction]:
    """Return what is debited by plan, component, payee, period, kind and account, but nothing."""
    found: dict[Key, Fraction] = defaultdict(Fraction)
    for one in transfers:
        for account in (one.debit, one.credit):
            key = (one.plan, one.component, one.payee, one.period, one.kind, account)
            found[key] += one.moves(account)
    return {key: amount for key, amount in found.items() if amount}
