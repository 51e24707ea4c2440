"""Running again: nothing twice, differences only, vanished deals reversed."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.journeys.ran import Ran, first_run, ran
from tests.journeys.small import deals, ledger, query, run, write_company, write_deals

__all__ = ["first_run", "ran"]
pytestmark = pytest.mark.slow


def test_second_run_posts_nothing_and_a_changed_deal_posts_its_difference(ran: Ran) -> None:
    folder, lines = ran.folder, ran.lines
    assert ran.first.entries_posted == 24
    assert ran.first.checks_failed == 0
    before = ledger()

    second = run(folder)
    assert second.entries_posted == 0
    assert ledger() == before

    changed = [line.replace("1007.25", "1107.25") for line in lines]
    write_deals(folder, changed)
    third = run(folder)
    assert third.entries_posted == 2
    posted = query(
        "select account, kind, amount from ledger.ledger_entries "
        f"where run_id = '{third.run_id}' order by account"
    )
    assert posted == [
        ("commission_expense", "adjustment", Decimal("5.000000")),
        ("commission_payable", "adjustment", Decimal("-5.000000")),
    ]

    write_deals(folder, changed[:-1])
    fourth = run(folder)
    gone = query(
        "select kind, sum(amount) from ledger.ledger_entries "
        f"where run_id = '{fourth.run_id}' and source_id = 'D00011' group by kind"
    )
    assert gone == [("reversal", Decimal("0.000000"))]
    assert query("select count(*) from ledger.run_log") == [(4,)]


def test_a_deal_of_a_closed_period_is_posted_in_the_first_open_one(tmp_path: Path) -> None:
    folder = write_company(tmp_path / "small", deals(12))
    settings = folder / "company.yml"
    settings.write_text(settings.read_text().replace("2026-01\n", "2026-03\n", 1))

    run(folder)

    rows = query(
        "select period, posting_period, count(*) from ledger.ledger_entries "
        "group by all order by all"
    )
    assert rows == [
        ("2026-01", "2026-03", 4),
        ("2026-02", "2026-03", 4),
        ("2026-03", "2026-03", 4),
        ("2026-04", "2026-04", 4),
        ("2026-05", "2026-05", 4),
        ("2026-06", "2026-06", 4),
    ]


def test_a_run_limited_to_a_period_leaves_the_others_for_later(tmp_path: Path) -> None:
    folder = write_company(tmp_path / "small", deals(12))

    run(folder, periods=["2026-02"])
    assert query("select distinct period from ledger.ledger_entries") == [("2026-02",)]

    run(folder)
    assert query("select count(*) from ledger.ledger_entries") == [(24,)]
