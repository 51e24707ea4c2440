"""Draws and pay on cash, over many payees: nothing is lost or made on the way to being paid."""

import random
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.rules.cases import DAYS, calendar_day
from tests.rules.money_later import CENT, MONTHS, Row, make_payee
from tests.rules.reckoned_draws import reckon
from tests.rules.rule_package import COMPANY, RulePackage

PAYEES = 120


@pytest.fixture(scope="module")
def money_later(package: RulePackage):
    """Return what each payee earned, drew and collected, and the package after calculating it."""
    chance = random.Random(7)
    rows: dict[str, list[Row]] = {
        "company": [COMPANY],
        "currency": [{"currency": "EUR", "minor_unit": 2}],
        "calendar": [calendar_day(day) for day in DAYS],
        "fx_daily": [{"currency": "EUR", "day": day, "rate": 1} for day in DAYS],
    }
    people = []
    for number in range(PAYEES):
        person = make_payee(chance, number)
        people.append(person)
        for name, more in person["rows"].items():
            rows.setdefault(name, []).extend(more)
    package.fill(**rows)
    package.calculate()
    return people


def balances(package: RulePackage, until: str) -> dict[str, dict[str, Decimal]]:
    """Return what stands on each payee's accounts at the end of a month, debits positive."""
    found: dict[str, dict[str, Decimal]] = {}
    for payee, account, amount in package.query(
        "select party_id, account, sum(amount) from sales_commission.sales_commission__postings "
        f"where period <= '{until}' group by all"
    ):
        found.setdefault(payee, {})[account] = amount
    return found


def test_draws_are_reckoned_as_the_plan_says(package: RulePackage, money_later):
    drawing = [person for person in money_later if person["draws"]]
    assert {draw["recovery"] for person in drawing for draw in person["draws"]} == {
        "recoverable",
        "none",
        "forgivable",
    }
    paid_before = dict.fromkeys((person["payee"] for person in drawing), Decimal(0))
    for place, month in enumerate(MONTHS):
        stands = balances(package, month)
        for person in drawing:
            account = stands.get(person["payee"], {})
            _, pay, owed, given = reckon(person["earned"], person["draws"], person["taken"])[place]
            paid = -account.get("commission_payable", Decimal(0))
            assert paid - paid_before[person["payee"]] == pay, (person, month)
            assert account.get("draw_receivable", Decimal(0)) == owed, (person, month)
            earned = sum(
                (amount for when, amount in person["earned"].items() if when <= month), Decimal(0)
            )
            assert paid == earned + owed + given, "what is paid is earned, owed or given"
            paid_before[person["payee"]] = paid


def test_what_is_released_and_what_is_held_come_to_what_was_earned(
    package: RulePackage, money_later
):
    held = dict(
        package.query(
            "select source_id, -sum(amount) from sales_commission.sales_commission__postings "
            "where account = 'commission_held' group by all"
        )
    )
    checked = 0
    for person in money_later:
        for name, (amount, collected) in person["deals"].items():
            # 30 % at once, 70 % as the money comes in; rounded as a sum so far.
            due = (amount * Decimal("0.3") + collected * Decimal("0.7")).quantize(
                CENT, ROUND_HALF_UP
            )
            assert held.get(name, Decimal(0)) == amount - due, (name, amount, collected)
            checked += amount != due
    assert checked > 50
