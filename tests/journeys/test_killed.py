"""A run killed at any step, and started again, ends in the same ledger as an undisturbed one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys.small import deals, ledger, query, run, write_company, write_deals

PERFOS = Path(sys.executable).with_name("perfos")

POINTS = [(0, 0.0), (1, 0.0), (1, 0.2), (2, 0.0), (3, 0.0), (3, 0.4), (4, 0.0), (5, 0.3), (6, 0.0)]
POINTS += [(6, 0.3), (7, 0.0)]
"""Where the process is killed: after so many finished steps, and so many seconds."""


def killed_run(folder: Path, steps: int, seconds: float) -> bool:
    """Start a run in a process of its own and kill it; return whether it was still running."""
    command = [str(PERFOS), "--company", str(folder), "run"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=os.environ
    ) as process:
        assert process.stderr is not None
        done = 0
        while done < steps and (line := process.stderr.readline()):
            done += line.startswith("done")
        time.sleep(seconds)
        running = process.poll() is None
        process.send_signal(signal.SIGKILL)
    return running


def is_whole(before: int, after: int) -> bool:
    """Return whether the ledger holds all of a run's entries or none, and balances."""
    (count,) = query("select count(*) from ledger.ledger_entries")[0]
    odd = query(
        "select transaction_id from ledger.ledger_entries group by all having sum(amount) <> 0"
    )
    return count in (before, after) and not odd


@pytest.mark.slow
def test_ten_kills_in_a_row_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = deals(300)
    changed = [line.replace(".25,", ".75,") if n % 7 == 0 else line for n, line in enumerate(lines)]
    undisturbed = tmp_path / "undisturbed"
    monkeypatch.setenv("PERFOS_HOME", str(tmp_path / "home-1"))
    folder = write_company(undisturbed, lines)
    run(folder)
    before = len(ledger())
    write_deals(folder, changed)
    run(folder)
    expected = ledger()
    assert len(expected) > before

    monkeypatch.setenv("PERFOS_HOME", str(tmp_path / "home-2"))
    write_deals(folder, lines)
    run(folder)
    write_deals(folder, changed)
    killed = 0
    for steps, seconds in POINTS:
        killed += killed_run(folder, steps, seconds)
        assert is_whole(before, len(expected))
    assert killed >= 10
    run(folder)

    assert ledger() == expected
    assert run(folder).entries_posted == 0


@pytest.mark.proof
@pytest.mark.parametrize(("steps", "seconds"), POINTS)
def test_each_kill_alone_ends_in_the_same_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int, seconds: float
) -> None:
    folder = write_company(tmp_path / "small", deals(300))
    monkeypatch.setenv("PERFOS_HOME", str(tmp_path / "home-1"))
    run(folder)
    expected = ledger()
    monkeypatch.setenv("PERFOS_HOME", str(tmp_path / "home-2"))

    killed_run(folder, steps, seconds)
    run(folder)

    assert ledger() == expected
