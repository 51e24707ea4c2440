"""Two runs started at once: one waits for the other, both end, nothing is doubled."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.small import deals, query, write_company

pytestmark = pytest.mark.slow

PERFOS = Path(sys.executable).with_name("perfos")


def test_the_second_run_waits_and_nothing_is_doubled(tmp_path: Path) -> None:
    folder = write_company(tmp_path / "small", deals(60))
    command = [str(PERFOS), "--company", str(folder), "run"]

    both = [
        subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=300) for process in both]

    assert [process.returncode for process in both] == [0, 0], said
    assert sum(b"this one waits" in err for _, err in said) == 1
    assert query("select count(*) from ledger.ledger_entries") == [(120,)]
    assert query("select count(*) from ledger.run_log") == [(2,)]
    posted = query("select entries from ledger.run_total")
    assert posted == [(120,)]
