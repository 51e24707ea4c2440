"""What a month pays is what the payees' accounts pay out with it."""

import pytest

from audit.payroll import record_payments
from audit.request import Request
from tests.audit.machine_steps import ACCESS
from tests.audit.story import Story
from tests.audit.world import COMPILED, World

pytestmark = pytest.mark.slow
EARNED = {"2026-01": 500, "2026-02": -700, "2026-03": 300, "2026-04": 600}
TABLE = "sales_commission.sales_commission__postings"
PAID = "select period, amount, amount_reporting from ledger.payment order by period"
DUE = "select period, paid_out from ledger.payee_balance where paid_out > 0 order by period"
OWED = """
select sum(amount), sum(amount_reporting)
from ledger.ledger_entries
where account = 'commission_payable'
"""


def pay_each_month(calculated: Story, rates: list[int]) -> World:
    """Post what ann earns in each month, at the month's rate, and take the month to its pay."""
    world = World(calculated.root / COMPILED, ACCESS)
    for (period, amount), rate in zip(EARNED.items(), rates, strict=True):
        world.desire(f"seller/sales/ann/{period}", period, amount)
        world.connection.execute(
            f"update {TABLE} set amount_reporting = amount * ? where period = ?", [rate, period]
        )
        world.run()
        world.periods.submit(Request(period, "pat", "", "job"))
        world.periods.approve(Request(period, "alex", "", "job"))
        world.periods.close(Request(period, "casey", "", "job"), dict)
        record_payments(world.periods, Request(period, "sam", "", "job"))
    return world


def test_a_debt_comes_off_what_later_months_pay(calculated: Story) -> None:
    world = pay_each_month(calculated, rates=[1, 1, 1, 1])
    assert world.ask(PAID) == [("2026-01", 500, 500), ("2026-04", 200, 200)]
    assert world.ask(DUE) == [("2026-01", 500), ("2026-04", 200)]


def test_a_payment_clears_the_account_in_both_currencies(calculated: Story) -> None:
    world = pay_each_month(calculated, rates=[1, 2, 3, 4])
    assert world.ask(PAID) == [("2026-01", 500, 500), ("2026-04", 200, 1900)]
    world.run()
    assert world.ask(OWED) == [(0, 0)]
