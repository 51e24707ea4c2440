"""What people decide by hand: posted once, explained, kept through every recalculation."""

from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.run import RunFailed
from perfos.cli import app
from tests.journeys.small import deals, query, run, write_company, write_deals

pytestmark = pytest.mark.slow

FILE = "parameters/manual_adjustments/adjustments.csv"
HEADER = (
    "adjustment_id,payee_id,period,type,amount,currency,reason,requested_by,approved_by,"
    "dispute_id,event_id\n"
)
BONUS = "A-1,ann,2026-02,bonus,250.00,EUR,Won the tender,eva,ben,,D00001\n"
CUT = "A-2,bob,2026-01,correction,-40.50,EUR,Paid twice in 2025,eva,ben,DIS-7,\n"
RULES = (
    "packages:\n  - {name: sales_commission, version: bundled}\n"
    "  - {name: manual_adjustments, version: bundled}\n"
)
ORIGIN = """
    select passed from ledger.check_result
    where check_name = 'assert_every_entry_names_its_origin'
"""
BY_HAND = """
    select source_id, posting_period, kind, account, amount from ledger.ledger_entries
    where package = 'manual_adjustments' order by source_id, recorded_at, account
"""


def say(*words: str) -> str:
    """Return what the command line answers about the company."""
    result = CliRunner().invoke(app, words, env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def test_an_adjustment_is_posted_once_and_survives_every_recalculation(tmp_path: Path) -> None:
    lines = deals(12)
    files = {"rules.yml": RULES, FILE: HEADER + BONUS + CUT}
    folder = write_company(tmp_path / "small", lines, **files)

    first = run(folder)
    assert first.entries_posted == 24 + 4
    assert query(ORIGIN) == [(True,)]
    by_hand = query(BY_HAND)
    assert by_hand == [
        ("A-1", "2026-02", "original", "commission_expense", Decimal("250.000000")),
        ("A-1", "2026-02", "original", "commission_payable", Decimal("-250.000000")),
        ("A-2", "2026-01", "original", "commission_expense", Decimal("-40.500000")),
        ("A-2", "2026-01", "original", "commission_payable", Decimal("40.500000")),
    ]

    # The deal that the bonus is about is paid differently, and another one is gone.
    write_deals(folder, [line.replace("1007.25", "9007.25") for line in lines[:-1]])
    assert run(folder).entries_posted == 4
    assert query(BY_HAND) == by_hand

    place = ("--company", str(folder))
    statement = say(*place, "statement", "ann", "2026-02")
    assert "bonus" in statement
    assert "250.00" in statement
    told = say(*place, "explain", "A-2")
    for words in ("reason: Paid twice in 2025", "approved by: ben", f"A-2 in {FILE}, row 3"):
        assert words in told

    (folder / FILE).write_text(HEADER + BONUS.replace("250.00", "300.00"))
    assert run(folder).entries_posted == 4
    assert query(BY_HAND)[2:4] == [
        ("A-1", "2026-02", "adjustment", "commission_expense", Decimal("50.000000")),
        ("A-1", "2026-02", "adjustment", "commission_payable", Decimal("-50.000000")),
    ]
    assert query("select sum(amount) from ledger.ledger_entries where source_id = 'A-2'") == [(0,)]


def test_an_adjustment_that_cannot_be_posted_stops_the_run_with_its_reason(tmp_path: Path) -> None:
    wrong = HEADER + BONUS.replace("250.00", "-5") + CUT.replace(",DIS-7,", ",,D99999")
    folder = write_company(tmp_path / "small", deals(12), **{"rules.yml": RULES, FILE: wrong})
    with pytest.raises(RunFailed) as caught:
        run(folder)
    assert "a bonus must be above 0: write a correction" in str(caught.value)
    assert "event D99999 is unknown, or in quarantine" in str(caught.value)
    assert query("select count(*) from ledger.ledger_entries") == [(0,)]
