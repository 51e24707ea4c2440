"""What January goes through from its calculation to its pay."""

import csv
from datetime import UTC, datetime
from decimal import Decimal

from perfos.paths import state_of
from tests.audit.asking import perfos, refused
from tests.audit.story import Story
from tests.journeys.small import query

TO_THE_CLOSE = [
    "calculated", "submitted", "dispute_opened", "approved", "approved", "dispute_answered",
    "waived", "closed",
]  # fmt: skip


def to_the_close(story: Story) -> None:
    """Take a calculated month to its close, and ask for what is refused on the way."""
    wrong_role(story)
    story.step("submit", "2026-01", "pat")
    dispute(story)
    approve_by_statement(story)
    stand_in_the_way(story)
    story.step("close", "2026-01", "casey")
    assert story.step("close", "2026-01", "casey")["after"] == "closed"


def actions(story: Story) -> list[str]:
    """Return what happened to January, in order."""
    log = perfos(story, "period", "log", "2026-01", "--json").json
    return [event["action"] for event in log]


def wrong_role(story: Story) -> None:
    """Ask for what others may do."""
    assert "alex is no preparer in access.yml; allowed is pat (preparer)" in refused(
        story, "submit", "alex"
    )
    assert "it is calculated, and close follows approved only; next comes submit by pat" in refused(
        story, "close", "casey"
    )


def dispute(story: Story) -> None:
    """Open a dispute on the first line of a statement."""
    lines = perfos(story, "statement", "bob", "2026-01", "--json").json["lines"]
    line = lines[0]["entry_id"]
    wrong = ["dispute", "open", "2026-01", line, "--reason", "too little"]
    assert "no preparer" in perfos(story, *wrong, "--by", "ann", code=1).text
    perfos(story, *wrong, "--by", "bob")
    (found,) = perfos(story, "dispute", "list", "--json").json
    assert (found["state"], found["payee_id"], found["entry_id"]) == ("opened", "bob", line)
    assert found["due_at"] > datetime.now(UTC).isoformat()


def approve_by_statement(story: Story) -> None:
    """Approve the one statement of the month, and the month with it."""
    payees = query("select party_id from ledger.ledger_entries where period = '2026-01' group by 1")
    assert len(payees) == 1
    assert "nothing is posted for 'eve'" in refused(story, "approve", "alex", payee="eve")
    assert story.step("approve", "2026-01", "sam", payee=payees[0][0])["after"] == "approved"


def stand_in_the_way(story: Story) -> None:
    """Ask for a close while a dispute is open, and have it waived."""
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


def pay(story: Story) -> str:
    """Export the month twice, and return its receipt."""
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
