"""Starts the main job from the command line: the same job as in the UI, in this process."""

import contextlib
import os
import time
from pathlib import Path

import dagster as dg

from orchestration.definitions import build
from orchestration.jobs import JOB
from orchestration.location import ROOT, load_location
from orchestration.run_record import RunRequestConfig
from orchestration.summary import Summary, summarise
from transform.dbt import DbtFailed


class RunFailed(Exception):
    """A run that did not reach its end; the message says which step failed and why."""


def run_company(
    folder: Path,
    data: Path | None = None,
    periods: list[str] | None = None,
    reason: str = "",
    everything: bool = False,
    actor: str = "",
) -> Summary:
    """Run the calculation of the company in `folder` and return what came of it.

    Args:
        folder: The company folder.
        data: Where its sources look for files, if not in its own data folder.
        periods: Months to calculate (YYYY-MM); none for all.
        reason: Why, for the run log.
        everything: Calculate also what nothing changed for.
        actor: Who asks for it; empty for the operating system's user.

    Raises:
        CompanyError: The folder has mistakes.
        RunFailed: A step or a blocking check failed; nothing half-done was posted.
    """
    started = time.monotonic()
    location = load_location(folder.resolve(), data.resolve() if data else None)
    request = RunRequestConfig(
        company=location.company.name,
        periods=periods or [],
        reason=reason or "command line",
        everything=everything,
        actor=actor,
    )
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))
    try:
        job = build(location).resolve_job_def(JOB)
    except DbtFailed as error:
        raise RunFailed(f"the rules or the mapping do not parse: {error}") from error
    with contextlib.chdir(ROOT), dg.DagsterInstance.get() as instance:
        result = job.execute_in_process(
            run_config=request.model_dump(),
            instance=instance,
            raise_on_error=False,
            tags={"company": location.company.name, "reason": request.reason},
        )
        if not result.success:
            raise RunFailed(why_failed(result))
        return summarise(location, result, time.monotonic() - started)


def why_failed(result: dg.ExecuteInProcessResult) -> str:
    """Return, in words, which step and which checks stopped the run."""
    lines = []
    for check in result.get_asset_check_evaluations():
        if not check.passed and check.blocking:
            found = {name: value.value for name, value in check.metadata.items()}
            lines.append(f"check {check.check_name} on {'.'.join(check.asset_key.path)}: {found}")
    for event in result.filter_events(lambda event: event.is_step_failure):
        error = event.step_failure_data.error
        message = (error.cause or error).message.strip() if error else "no message"
        lines.append(f"step {event.step_key}: {message}")
    return "\n".join(lines) or "the run failed; see its page in the Dagster UI"
