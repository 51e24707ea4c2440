"""How large a deal must be to earn an amount: found with few questions, whatever the plan."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

import pytest

from perfos.whatif.event import Deal
from perfos.whatif.search import amount_for

CENT = Decimal("0.01")
DEAL = Deal("ann", Decimal(10_000), "EUR", date(2026, 1, 1))


class Asked:
    """Stands for the models: what is paid for a deal is a function of its amount."""

    def __init__(self, pay):
        self.pay, self.count = pay, 0

    def ask(self, deal):
        """Answer, and count."""
        self.count += 1
        pays = Decimal(self.pay(deal.amount)).quantize(CENT, ROUND_HALF_UP)
        return SimpleNamespace(deal=deal, pays={"EUR": pays})


def marginal(amount):
    return amount * Decimal("0.05") + max(amount - 10_000, 0) * Decimal("0.05")


def retroactive(amount):
    return amount * (Decimal("0.02") if amount < 20_000 else Decimal("0.04"))


def steps(amount):
    return Decimal(0) if amount < 50_000 else Decimal(1000) if amount < 90_000 else Decimal(3000)


def capped(amount):
    return min(amount * Decimal("0.1"), Decimal(5000))


FOUND = [
    (lambda amount: amount * Decimal("0.1"), "4000", "40000", "0.05"),
    (lambda amount: amount * Decimal("0.1"), "1", "10", "1"),
    (marginal, "4000", "45000", "0.1"),
    (marginal, "100", "2000", "1"),
    (retroactive, "600", "20000", "1"),
    (retroactive, "1000", "25000", "1"),
    (steps, "1000", "50000", "1"),
    (steps, "2000", "90000", "1"),
    (capped, "5000", "50000", "50"),
]


@pytest.mark.parametrize(("pay", "earn", "amount", "near"), FOUND)
def test_the_amount_is_found(pay, earn, amount, near):
    asked = Asked(pay)
    answer = amount_for(asked, DEAL, Decimal(earn))
    assert answer.pays["EUR"] >= Decimal(earn)
    assert abs(answer.deal.amount - Decimal(amount)) <= Decimal(near)
    assert asked.count <= 40


def test_pay_that_grows_evenly_takes_few_questions():
    for pay in (FOUND[0][0], marginal):
        asked = Asked(pay)
        amount_for(asked, DEAL, Decimal(4000))
        assert asked.count <= 6


@pytest.mark.parametrize("pay", [lambda amount: Decimal(0), capped, lambda amount: -amount])
def test_no_amount_earns_it(pay):
    asked = Asked(pay)
    assert amount_for(asked, DEAL, Decimal(6000)) is None
    assert asked.count <= 40
