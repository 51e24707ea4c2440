"""A load that is killed at any moment, and loaded again, ends as if nothing had happened."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


# Rows are in the warehouse and their package is not complete in the last twentieth of a load.
@pytest.mark.parametrize(
    ("scenario", "start", "kills"), [("changed", "0.96", 4), ("retyped", "0.6", 3)]
)
def test_killed_and_loaded_again(tmp_path, scenario, start, kills):
    """`changed`: new, changed and merged rows; `retyped`: tables that are dropped and made anew."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.ingestion.killed", tmp_path, scenario, start, str(kills)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    ends = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(ends) == kills, done.stderr
    assert all(end["end"] == -9 for end in ends), ends
    assert all(end["is_same"] for end in ends), (ends, done.stderr)
