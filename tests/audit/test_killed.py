"""A close or a payroll export that is killed at any moment, and started again, happens once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audit.archive import Archive
from perfos.paths import state_of
from semantic.snapshot import Snapshots
from tests.audit.story import Story
from tests.journeys.small import query

PERFOS = Path(sys.executable).with_name("perfos")
LONGEST = 6.0
"""Seconds that a step takes at most, with the start of the process."""


def kill(story: Story, seconds: float, *arguments: str) -> bool:
    """Start a command and kill it after some seconds; return whether it was still running."""
    command = [str(PERFOS), "--company", str(story.folder), *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True
    return False


def check(story: Story, kills: int, seed: int) -> None:
    """Kill the close and the export, let both end, and count what they left."""
    rng = random.Random(seed)
    story.step("submit", "2026-01", "pat")
    story.step("approve", "2026-01", "alex")
    close = ("close", "2026-01", "--by", "casey")
    pay = ("payroll", "export", "2026-01", "--by", "lee")
    killed = 0
    for command in (close, pay):
        killed += sum(kill(story, rng.uniform(0.5, LONGEST), *command) for _ in range(kills))
        assert not kill(story, 120, *command)
    assert killed or kills == 1

    actions = [action for (action,) in query("select action from ledger.period_event "
               "where period = '2026-01' order by event_no")]  # fmt: skip
    assert actions == ["calculated", "submitted", "approved", "closed", "paid"]
    assert query("select count(*) from ledger.seal") == [(1,)]
    owed = query("select sum(amount) from ledger.statement_line where posting_period = '2026-01'")
    assert query("select sum(amount) from ledger.payment") == owed
    folder = state_of("small").folder / "payroll" / "2026-01"
    assert {path.name for path in folder.iterdir()} == {
        "payroll.csv", "payroll.xlsx", "journal.csv", "receipt.json",
    }  # fmt: skip
    with Snapshots(state_of("small")).open() as snapshot:
        rows = snapshot.execute("select state from ledger.period where period = '2026-01'")
        assert rows.fetchall() == [("paid",)]
    assert Archive(state_of("small")).seal_file(1).is_file()


@pytest.mark.slow
def test_a_killed_close_and_a_killed_export_happen_once(tmp_path: Path, calculated: Story) -> None:
    check(calculated.copied(tmp_path), kills=1, seed=int(time.time()))


@pytest.mark.proof
def test_a_hundred_kills_leave_one_close_and_one_export(tmp_path: Path, calculated: Story) -> None:
    check(calculated.copied(tmp_path), kills=50, seed=1)
