"""Starts a period's job from the command line: the same job as in the UI, in this process."""

import contextlib
import os
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.location import ROOT, Location, load_location
from orchestration.period_jobs import build_period_jobs
from orchestration.progress import step_lines
from orchestration.resources import Warehouse


class StepFailed(Exception):
    """A step that was refused or did not reach its end; the message says why."""


def run_step(folder: Path, data: Path | None, name: str, config: dict[str, Any]) -> dict[str, Any]:
    """Take one step with a month of the company in `folder`.

    Args:
        folder: The company folder.
        data: Where its sources look for files, if not in its own data folder.
        name: The step: `submit`, `approve`, `close`, ...
        config: The job's configuration but the company's name.

    Returns:
        What the run's page in the UI shows of it.

    Raises:
        CompanyError: The folder has mistakes.
        StepFailed: The step was refused, or something broke; nothing half-done was recorded.
    """
    location = load_location(folder.resolve(), data.resolve() if data else None)
    job = build_period_jobs(location)[name]
    return run_job(location, job, {"company": location.company.name, **config})


def run_job(location: Location, job: dg.JobDefinition, config: dict[str, Any]) -> dict[str, Any]:
    """Run a job of one step in this process and return what its page in the UI shows."""
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))
    definitions = dg.Definitions(
        jobs=[job],
        resources={"warehouse": Warehouse(folder=str(location.state.folder))},
        loggers={"step_lines": step_lines},
        executor=dg.in_process_executor,
    )
    with contextlib.chdir(ROOT), dg.DagsterInstance.get() as instance:
        result = definitions.resolve_job_def(job.name).execute_in_process(
            run_config=config,
            instance=instance,
            raise_on_error=False,
            tags={"company": location.company.name, "reason": str(config.get("reason", ""))},
        )
    if not result.success:
        raise StepFailed(why_failed(result))
    outputs = result.filter_events(lambda event: event.is_successful_output)
    shown = {name: value.value for name, value in outputs[0].step_output_data.metadata.items()}
    return {"run_id": result.run_id, **shown}


def why_failed(result: dg.ExecuteInProcessResult) -> str:
    """Return the message of the step that failed."""
    for event in result.filter_events(lambda event: event.is_step_failure):
        failure = event.step_failure_data
        if failure.user_failure_data and failure.user_failure_data.description:
            return failure.user_failure_data.description
        if failure.error:
            return (failure.error.cause or failure.error).message.strip()
    return "the run failed; see its page in the Dagster UI"
