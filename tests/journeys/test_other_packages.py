"""What people decide by hand, and a contest: posted once, explained, kept through every run."""

from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.run import RunFailed
from perfos.cli import app
from perfos.paths import state_of
from semantic.snapshot import Snapshots
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
    "  - {name: sales_contests, version: bundled}\n"
)
CONTEST = {
    "parameters/sales_contests/campaigns.csv": (
        "campaign_id,title,kind,starts_on,ends_on,competes,event_kind,score,role,currency\n"
        "half,First half,ranked,2026-01-01,2026-06-30,payee,booking,count,seller,EUR\n"
    ),
    "parameters/sales_contests/prizes.csv": "campaign_id,place,amount\nhalf,1,100\nhalf,2,50\n",
}
ORIGIN = """
    select passed from ledger.check_result
    where check_name = 'assert_every_entry_names_its_origin'
"""
PRIZES = """
    select party_id, -sum(amount) from ledger.ledger_entries
    where package = 'sales_contests' and account = 'commission_payable' and source_id = 'half'
    group by party_id order by party_id
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
    files = {"rules.yml": RULES, FILE: HEADER + BONUS + CUT, **CONTEST}
    folder = write_company(tmp_path / "small", lines, **files)

    first = run(folder)
    assert first.entries_posted == 24 + 4 + 4
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
    assert run(folder).entries_posted == 4 + 4
    assert query(BY_HAND) == by_hand
    # Six deals each were a tie; with one less, ann is second.
    assert query(PRIZES) == [("ann", Decimal(50)), ("bob", Decimal(100))]
    with Snapshots(state_of("small")).open() as snapshot:
        board = snapshot.execute("select contestant_id, place from sales_contests.leaderboard")
        assert sorted(board.fetchall()) == [("ann", 2), ("bob", 1)]

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
