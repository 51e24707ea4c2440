"""`dagster dev` in the repo root: the UI serves the job, and a run started there ends well."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from orchestration.location import ROOT
from tests.journeys.small import deals, query, write_company

pytestmark = pytest.mark.slow

Ask = Callable[..., dict]

LAUNCH = """
mutation($params: ExecutionParams!) {
  launchRun(executionParams: $params) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on PythonError { message }
    ... on RunConfigValidationInvalid { errors { message } }
  }
}
"""
STATUS = "query($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
LOCATIONS = """
{ workspaceOrError { ... on Workspace { locationEntries {
    name locationOrLoadError { __typename }
} } } }
"""


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Start `dagster dev` as the README says; yield a function that asks its GraphQL."""
    folder = write_company(tmp_path / "small", deals(60))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # What `dagster dev` reads in the repo root, in a place of its own: runs queue up in there.
    root = tmp_path / "root"
    root.mkdir()
    for name in ("dagster.yaml", "pyproject.toml"):
        shutil.copy(ROOT / name, root)
    environment = os.environ | {"PERFOS_COMPANY": str(folder)}
    environment.pop("DAGSTER_HOME")
    log = (tmp_path / "dev.log").open("w")
    process = subprocess.Popen(
        [str(Path(sys.executable).with_name("dagster")), "dev", "-p", str(port)],
        cwd=root,
        env=environment,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )

    def ask(query: str, **variables: object) -> dict:
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310
            return json.load(answer)["data"]

    try:
        wait_for(lambda: loaded(ask), 90, tmp_path / "dev.log")
        yield ask
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def loaded(ask: Ask) -> bool:
    """Return whether the code location answers."""
    try:
        entries = ask(LOCATIONS)["workspaceOrError"]["locationEntries"]
    except OSError:
        return False
    return any(
        (entry["locationOrLoadError"] or {}).get("__typename") == "RepositoryLocation"
        for entry in entries
    )


def wait_for(holds: Callable[[], bool], seconds: float, log: Path) -> None:
    """Wait until `holds()`, at most so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, log.read_text()[-3000:]
        time.sleep(0.5)


def params(config: dict[str, object]) -> dict[str, object]:
    """Return what the launchpad sends."""
    return {
        "selector": {
            "repositoryLocationName": "performance_os",
            "repositoryName": "__repository__",
            "jobName": "calculate_commissions",
        },
        "runConfigData": json.dumps(config),
    }


def test_finance_starts_the_calculation_from_the_ui(ask: Ask, tmp_path: Path) -> None:
    wrong = ask(LAUNCH, params=params({"company": "small", "month": "2026-01"}))["launchRun"]
    assert wrong["__typename"] == "RunConfigValidationInvalid"
    assert "month" in wrong["errors"][0]["message"]

    config = {"company": "small", "reason": "month end"}
    launched = ask(LAUNCH, params=params(config))["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run_id = launched["run"]["runId"]

    def ended() -> bool:
        return ask(STATUS, id=run_id)["runOrError"]["status"] in ("SUCCESS", "FAILURE")

    wait_for(ended, 120, tmp_path / "dev.log")
    assert ask(STATUS, id=run_id)["runOrError"]["status"] == "SUCCESS"
    assert query("select count(*) from ledger.ledger_entries") == [(120,)]
    assert query("select reason from ledger.run_log") == [("month end",)]
