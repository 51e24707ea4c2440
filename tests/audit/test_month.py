"""One month from its calculation to its pay: who may do what, and what stands in the way."""

import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from audit.archive import Archive
from audit.replay import replay
from perfos.paths import state_of
from tests.audit.asking import perfos, refused
from tests.audit.story import Story
from tests.journeys.small import query, write_deals

pytestmark = pytest.mark.slow
TO_THE_CLOSE = [
    "calculated", "submitted", "dispute_opened", "approved", "approved", "dispute_answered",
    "waived", "closed",
]  # fmt: skip


def test_nothing_is_submitted_before_it_is_calculated(tmp_path: Path) -> None:
    story = Story.begin(tmp_path, 24)
    assert "`perfos run` comes first" in perfos(story, "submit", "2026-01", code=1).text


def test_a_month_from_calculation_to_pay(tmp_path: Path, calculated: Story) -> None:
    story = calculated.copied(tmp_path)
    to_the_close(story)
    assert "a reason is needed" in refused(story, "reopen", "casey")
    pay(story)
    assert actions(story) == [*TO_THE_CLOSE, "paid"]


@pytest.mark.proof
def test_a_month_that_is_opened_again_and_changes_late(tmp_path: Path, calculated: Story) -> None:
    story = calculated.copied(tmp_path)
    to_the_close(story)
    closed_at = datetime.now(UTC).isoformat()

    before = perfos(story, "status", "--as-of", closed_at, "--json").json["periods"]
    reopen_and_close_again(story)
    receipt = pay(story)
    late_deal(story)
    assert perfos(story, "status", "--as-of", closed_at, "--json").json["periods"] == before

    paid_is_posted(story, receipt)
    story.close("2026-02")
    results = list(replay(Archive(state_of("small")), tmp_path / "place"))
    assert [one.is_same for one in results] == [True] * 3, results


def to_the_close(story: Story) -> None:
    wrong_role(story)
    story.step("submit", "2026-01", "pat")
    dispute(story)
    approve_by_statement(story)
    stand_in_the_way(story)
    story.step("close", "2026-01", "casey")
    assert story.step("close", "2026-01", "casey")["after"] == "closed"


def actions(story: Story) -> list[str]:
    log = perfos(story, "period", "log", "2026-01", "--json").json
    return [event["action"] for event in log]


def wrong_role(story: Story) -> None:
    assert "alex is no preparer in access.yml; allowed is pat (preparer)" in refused(
        story, "submit", "alex"
    )
    assert "it is calculated, and close follows approved only; next comes submit by pat" in refused(
        story, "close", "casey"
    )


def dispute(story: Story) -> None:
    lines = perfos(story, "statement", "bob", "2026-01", "--json").json["lines"]
    line = lines[0]["entry_id"]
    wrong = ["dispute", "open", "2026-01", line, "--reason", "too little"]
    assert "no preparer" in perfos(story, *wrong, "--by", "ann", code=1).text
    perfos(story, *wrong, "--by", "bob")
    (found,) = perfos(story, "dispute", "list", "--json").json
    assert (found["state"], found["payee_id"], found["entry_id"]) == ("opened", "bob", line)
    assert found["due_at"] > datetime.now(UTC).isoformat()


def approve_by_statement(story: Story) -> None:
    payees = query("select party_id from ledger.ledger_entries where period = '2026-01' group by 1")
    assert len(payees) == 1
    assert "nothing is posted for 'eve'" in refused(story, "approve", "alex", payee="eve")
    assert story.step("approve", "2026-01", "sam", payee=payees[0][0])["after"] == "approved"


def stand_in_the_way(story: Story) -> None:
    why = refused(story, "close", "sam")
    assert "sam approved it, and who approves does not close: allowed is casey" in why
    assert "dispute 1 is open" in why
    assert "waived by kim (administrator)" in why
    no = {"step": "refuse", "number": "1"}
    assert "allowed is alex or sam" in refused(story, "dispute", "bob", "no", **no)
    assert "a reason is needed" in refused(story, "dispute", "alex", **no)
    assert "its disputes are 1" in refused(
        story, "dispute", "alex", "no", step="refuse", number="7"
    )
    story.step("dispute", "2026-01", "alex", "we look into it", step="answer", number="1")
    assert "dispute 1 is open" in refused(story, "close", "casey")
    assert "cannot be waived" in refused(story, "waive", "kim", "so", subject="everything")
    assert "no administrator" in refused(story, "waive", "casey", "so", subject="dispute:1")
    story.step("waive", "2026-01", "kim", "bob is on leave", subject="dispute:1")


def reopen_and_close_again(story: Story) -> None:
    assert "a reason is needed" in refused(story, "reopen", "casey")
    story.step("reopen", "2026-01", "casey", "a deal was forgotten")
    assert "submit follows calculated only; next comes run" in refused(story, "submit", "pat")
    story.lines.append("F00001,2026-01-30,10000.00,EUR,bob,won")
    write_deals(story.folder, story.lines)
    story.run()
    story.step("dispute", "2026-01", "alex", "the deal was forgotten", step="accept", number="1")
    story.close("2026-01")
    assert query("select period from ledger.seal") == [("2026-01",)] * 2


def pay(story: Story) -> str:
    assert "casey is no payroll" in refused(story, "pay", "casey")
    first = perfos(story, "payroll", "export", "2026-01", "--by", "lee", "--json").json
    folder = state_of("small").folder / "payroll" / "2026-01"
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".xlsx"}
    again = perfos(story, "payroll", "export", "2026-01", "--by", "lee", "--json").json
    assert again["after"] == "paid"
    assert {name: (folder / name).read_bytes() for name in files} == files
    with (folder / "payroll.csv").open() as file:
        rows = list(csv.DictReader(file))
    owed = query("select sum(amount) from ledger.statement_line where posting_period = '2026-01'")
    assert sum(Decimal(row["amount"]) for row in rows) == owed[0][0]
    assert query("select count(*) from ledger.period_event where action = 'paid'") == [(1,)]
    assert "it is paid" in refused(story, "reopen", "casey", "too late")
    return str(first["receipt"])


def late_deal(story: Story) -> None:
    story.lines.append("F00002,2026-01-31,20000.00,EUR,bob,won")
    write_deals(story.folder, story.lines)
    story.run()
    (found,) = perfos(story, "adjustments", "2026-02", "--json").json
    assert (found["period"], found["event_id"], found["before"]) == (
        "2026-01",
        "F00002",
        "0.000000",
    )
    assert found["cause"].startswith("late: ")
    assert found["after"] == found["difference"] == "1000.000000"


def paid_is_posted(story: Story, receipt: str) -> None:
    rows = query(
        "select account, sum(amount), any_value(posting_period), any_value(source_id) "
        "from ledger.ledger_entries where package = 'payroll' group by account order by account"
    )
    owed = query("select sum(amount) from ledger.ledger_entries "
                 "where account = 'commission_payable' and posting_period = '2026-01'")  # fmt: skip
    paid, cleared = rows
    assert (paid[0], paid[1], paid[3]) == ("commission_payable", -owed[0][0], receipt)
    assert (cleared[0], cleared[1], cleared[2]) == ("payroll_clearing", owed[0][0], "2026-02")
    assert actions(story) == [
        *TO_THE_CLOSE, "reopened", "calculated", "dispute_accepted", "submitted", "approved",
        "closed", "paid",
    ]  # fmt: skip
