"""`perfos run`: what it hands over, what it shows, how it ends. Real runs are in tests/journeys."""

import sys
from types import SimpleNamespace

import pytest

SUMMARY = dict(
    company="demo", run_id="run-2", periods="2025-01 to 2025-02", events=4, credits=4, earnings=4,
    entries_posted=0, entries_total=10, quarantined=2, checks_passed=31, checks_failed=0,
    snapshot="20250301T080000000Z-deadbeef", seconds=1.23, stages={"load_sources": 0.5},
)  # fmt: skip


@pytest.fixture
def fake_run(monkeypatch):
    """Put a run in the place of the real one, which tests/journeys make; return its calls."""
    calls = []

    class RunFailed(Exception):
        pass

    def run_company(*arguments):
        calls.append(arguments)
        if arguments[3] == "fail":
            raise RunFailed("check balances on ledger: 1 failing row")
        failed = int(arguments[3] == "warn")
        return SimpleNamespace(**SUMMARY | {"checks_failed": failed})

    module = SimpleNamespace(run_company=run_company, RunFailed=RunFailed)
    monkeypatch.setitem(sys.modules, "orchestration.run", module)
    return calls


def test_run_ends_with_its_figures(perfos, published, fake_run):
    output = perfos("run", "--period", "2025-01", "--period", "2025-02", "--reason", "month end")
    asked = (published.folder, None, ["2025-01", "2025-02"], "month end", False, "")
    assert fake_run == [asked]
    for figure in (
        "2025-01 to 2025-02",
        "0 of 10",
        "31, failed 0",
        "deadbeef",
        f"--company {published.folder} status",
    ):
        assert figure in output


def test_run_that_fails(perfos, fake_run):
    assert "1 failing row" in perfos("run", "--reason", "fail", code=1)
    perfos("run", "--reason", "warn", code=1)
    assert "YYYY-MM" in perfos("run", "--period", "january", code=2)
    assert len(fake_run) == 2
