"""One month from its calculation to its pay: who may do what, and what stands in the way."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.archive import Archive
from audit.replay import replay
from perfos.paths import state_of
from tests.audit.asking import perfos, refused
from tests.audit.january import TO_THE_CLOSE, actions, pay, to_the_close
from tests.audit.story import Story
from tests.journeys.small import query, write_deals

pytestmark = pytest.mark.slow


def test_nothing_is_submitted_before_it_is_calculated(tmp_path: Path) -> None:
    story = Story.begin(tmp_path, 24)
    assert "`perfos run` comes first" in perfos(story, "submit", "2026-01", code=1).text


def test_a_month_from_calculation_to_pay(tmp_path: Path, calculated: Story) -> None:
    story = calculated.copied(tmp_path)
    to_the_close(story)
    closed_at = datetime.now(UTC).isoformat()
    before = perfos(story, "status", "--as-of", closed_at, "--json").json["periods"]
    assert "a reason is needed" in refused(story, "reopen", "casey")
    pay(story)
    assert perfos(story, "status", "--as-of", closed_at, "--json").json["periods"] == before
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
    results = list(replay(Archive(state_of("small").archive), tmp_path / "place"))
    assert [one.is_same for one in results] == [True] * 3, results


def reopen_and_close_again(story: Story) -> None:
    assert "a reason is needed" in refused(story, "reopen", "casey")
    story.step("reopen", "2026-01", "casey", "a deal was forgotten")
    export = ("audit", "export", "2026-01", "--output", str(story.root / "pack.zip"))
    assert "2026-01 is reopened: close it first" in perfos(story, *export, code=1).text
    assert "submit follows calculated only; next comes run" in refused(story, "submit", "pat")
    story.lines.append("F00001,2026-01-30,10000.00,EUR,bob,won")
    write_deals(story.folder, story.lines)
    story.run()
    story.step("dispute", "2026-01", "alex", "the deal was forgotten", step="accept", number="1")
    story.close("2026-01")
    assert query("select period from ledger.seal") == [("2026-01",)] * 2


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
