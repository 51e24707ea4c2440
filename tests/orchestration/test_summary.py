"""What counts as failed in the summary of a run."""

import dagster as dg
import pytest

from orchestration.summary import is_failure


@pytest.mark.parametrize(
    ("table", "passed", "fails"),
    [("hygiene_finding", False, False), ("event", False, True), ("event", True, False)],
)
def test_what_is_found_in_the_crm_fails_no_run(table: str, passed: bool, fails: bool):
    check = dg.AssetCheckEvaluation(
        asset_key=dg.AssetKey(["any", table]), check_name="a", passed=passed, metadata={}
    )
    assert is_failure(check) is fails
