"""An upgrade that is killed is undone by the next run, whatever step it had reached."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.small import ledger, run
from tests.packages import bonus
from tests.packages.bonus import says

PERFOS = Path(sys.executable).with_name("perfos")
LAST_LINES = ("Copy the warehouse", "Decide", "Switch", "Post to the ledger")
"""After which line of its progress the process is killed."""


def killed_upgrade(folder: Path, last_line: str) -> None:
    """Start an upgrade in a process of its own, and kill it after a line of its progress."""
    command = [str(PERFOS), "--company", str(folder), "upgrade", "bonus", "--to", "1.1.0"]
    command += ["--by", "ann", "--approve-by", "carol"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=os.environ
    ) as process:
        assert process.stderr is not None
        assert any(line.startswith(f"done {last_line}") for line in process.stderr)
        process.send_signal(signal.SIGKILL)


@pytest.mark.proof
def test_the_next_run_calculates_with_the_version_before(tmp_path: Path) -> None:
    folder = bonus.company(tmp_path / "small")
    run(folder)
    exact, before = bonus.standing(), ledger()
    bonus.version("1.1.0", says("amounts"))
    for last_line in LAST_LINES:
        killed_upgrade(folder, last_line)
        run(folder)
        assert bonus.active() == "1.0.0", last_line
        assert bonus.last().status == "interrupted", last_line
        assert not bonus.last().sandbox.folder.exists(), last_line
        assert bonus.standing() == exact, last_line
    # Only the last one had posted: what it posted is there, and so is what takes it back.
    assert len(ledger()) == len(before) + 2 * 34
