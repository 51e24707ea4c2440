"""A run killed at any step, and started again, ends in the same ledger as an undisturbed one."""

import shutil
import time
from pathlib import Path

import pytest

from tests.forked import killed, start
from tests.journeys.ran import Ran, first_run, ran
from tests.journeys.small import deals, ledger, query, run, write_company, write_deals

__all__ = ["first_run", "ran"]
QUICK = [(3, 0.4), (6, 0.0), (6, 0.3)]
POINTS = [(0, 0.0), (1, 0.0), (1, 0.2), (2, 0.0), (3, 0.0), (4, 0.0), (5, 0.3), (7, 0.0), *QUICK]
"""Where the process is killed: after so many finished steps, and so many seconds."""


def killed_run(folder: Path, steps: int, seconds: float) -> bool:
    """Start a run in a process of its own and kill it; return whether it was still running."""
    said = folder.parent / "said"
    said.unlink(missing_ok=True)
    process = start(folder, said)
    while process.is_alive() and said_done(said) < steps:
        time.sleep(0.02)
    return killed(process, seconds)


def said_done(said: Path) -> int:
    """Return how many steps a run has finished, by what it prints."""
    return said.read_text().count("done ") if said.is_file() else 0


def is_whole(before: int, after: int) -> bool:
    """Return whether the ledger holds all of a run's entries or none, and balances."""
    (count,) = query("select count(*) from ledger.ledger_entries")[0]
    odd = query(
        "select transaction_id from ledger.ledger_entries group by all having sum(amount) <> 0"
    )
    return count in (before, after) and not odd


@pytest.mark.parametrize(
    "points",
    [pytest.param(QUICK, marks=pytest.mark.slow), pytest.param(POINTS, marks=pytest.mark.proof)],
)
def test_kills_in_a_row_change_nothing(
    ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, points: list[tuple[int, float]]
) -> None:
    folder, lines = ran.folder, ran.lines
    changed = [line.replace(".25,", ".75,") if n % 7 == 0 else line for n, line in enumerate(lines)]
    before = len(ledger())
    shutil.copytree(tmp_path / "home", tmp_path / "home-2", symlinks=True)
    write_deals(folder, changed)
    run(folder)
    expected = ledger()
    assert len(expected) > before

    monkeypatch.setenv("PERFOS_HOME", str(tmp_path / "home-2"))
    for steps, seconds in points:
        assert killed_run(folder, steps, seconds)
        assert is_whole(before, len(expected))
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
