"""What is killed at any moment and started again, or meets another, happens once and whole."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.archive import Archive
from perfos.paths import state_of
from tests.audit.prepared import Prepared, changed, published, states
from tests.audit.story import Story
from tests.forked import CALCULATED, ended, start
from tests.journeys.small import ledger, query

CLOSE = {"what": "close", "period": "2026-01", "actor": "casey", "reason": ""}
PAY = {"what": "pay", "period": "2026-01", "actor": "lee", "reason": ""}
RUN: dict[str, Any] = {"stages": CALCULATED}
FILES = {"payroll.csv", "payroll.xlsx", "journal.csv", "receipt.json"}


def check_run(story: Story, kills: int, seed: int) -> int:
    """Kill the posting of changed records; return how many kills met it."""
    before, expected = changed(story)
    prepared, met = Prepared(story, **RUN), 0
    assert ledger() == expected
    for was_running in prepared.kills(kills, seed):
        met += was_running
        assert len(ledger()) in (before, len(expected))
        prepared.finish()
        assert ledger() == expected
        assert query("select sum(entries) from ledger.run_total") == [(len(expected),)]
    return met


def check_close(story: Story, kills: int, seed: int) -> int:
    """Kill a close; return how many kills met it."""
    story.step("submit", "2026-01", "pat")
    story.step("approve", "2026-01", "alex")
    prepared, met = Prepared(story, **CLOSE), 0
    for was_running in prepared.kills(kills, seed):
        met += was_running
        assert states() in (["approved"], ["approved", "closed"])
        prepared.finish()
        assert states() == ["approved", "closed"]
        ((body, seal_hash),) = query("select body, seal_hash from ledger.seal")
        kept = Archive(state_of("small").archive).seal_file(1).read_text()
        assert seal_hash in kept
        assert body.replace('"', '\\"') in kept
        assert published() == "closed"
    return met


def check_pay(story: Story, kills: int, seed: int) -> int:
    """Kill a payroll export; return how many kills met it."""
    prepared, met = Prepared(story, **PAY), 0
    owed = query("select sum(amount) from ledger.statement_line where posting_period = '2026-01'")
    folder = state_of("small").folder / "payroll" / "2026-01"
    for was_running in prepared.kills(kills, seed):
        met += was_running
        ((receipt,),) = query("select max(receipt) from ledger.payment")
        prepared.finish()
        assert states() == ["approved", "closed", "paid"]
        assert query("select sum(amount) from ledger.payment") == owed
        ((after,),) = query("select max(receipt) from ledger.payment")
        assert receipt in (None, after)
        assert {path.name for path in folder.iterdir()} == FILES
        assert after in (folder / "receipt.json").read_text()
        assert published() == "paid"
    return met


def pairs(story: Story, count: int) -> None:
    """Start two runs at the same moment, so many times from the start."""
    _, expected = changed(story)
    prepared, said = Prepared(story, **RUN), [story.root / "said-1", story.root / "said-2"]
    for number in range(count):
        prepared.restore()
        moment = time.time() + 0.5
        both = [start(story.folder, one, moment=moment, **RUN) for one in said]
        assert [ended(process) for process in both] == [0, 0], number
        assert sum("this one waits" in one.read_text() for one in said) == 1
        assert ledger() == expected
        assert query("select count(*) from ledger.run_log") == [(3,)]
        assert query("select sum(entries) from ledger.run_total") == [(len(expected),)]


@pytest.mark.slow
def test_a_killed_close_and_a_killed_export_happen_once(tmp_path: Path, calculated: Story) -> None:
    story = calculated.copied(tmp_path)
    check_close(story, kills=1, seed=int(time.time()))
    check_pay(story, kills=1, seed=int(time.time()))


@pytest.mark.proof
@pytest.mark.parametrize(("checks", "kills"), [([check_run], 34), ([check_close, check_pay], 33)])
def test_a_hundred_kills_change_nothing(
    tmp_path: Path,
    calculated: Story,
    checks: list[Callable[[Story, int, int], int]],
    kills: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    story = calculated.copied(tmp_path)
    for check in checks:
        met = check(story, kills, 1)
        with capsys.disabled():
            print(f"\n{check.__name__}: {kills} kills, {met} of them before its end")
        assert met > kills / 2


@pytest.mark.proof
def test_fifty_times_two_runs_at_once_post_once(tmp_path: Path, calculated: Story) -> None:
    pairs(calculated.copied(tmp_path), 50)
