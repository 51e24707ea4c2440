"""A million opportunities: within the memory that is promised, and changes in no time."""

import json
import subprocess
import sys

import pytest

from tests.tidy.tree import ROOT


@pytest.mark.proof
def test_a_million_opportunities():
    run = [sys.executable, "-m", "tests.ingestion.salesforce.scale"]
    told = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = json.loads(told)
    print(found)
    assert found["peak MiB"] < 1536
    assert found["changes"] < 0.05 * found["full"] + 5
