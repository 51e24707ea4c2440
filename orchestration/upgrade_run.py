"""Starts an upgrade or a rollback from the command line: the same job as in the UI."""

import contextlib
import os
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.location import ROOT, load_location
from orchestration.period_run import StepFailed, why_failed
from orchestration.progress import step_lines
from orchestration.upgrade_config import OneUpgrade
from orchestration.upgrade_jobs import build_upgrade_jobs
from packages.upgrade.record import Upgrade, upgrades


def run_upgrade(folder: Path, data: Path | None, job: str, config: dict[str, Any]) -> Upgrade:
    """Run a job of `upgrade_jobs` in this process.

    Args:
        folder: The company folder.
        data: Where its sources look for files, if not in its own data folder.
        job: Name of the job.
        config: Its configuration.

    Returns:
        The upgrade that was made or rolled back.

    Raises:
        CompanyError: The folder has mistakes.
        StepFailed: It was refused, stopped, or rolled back; the message says why.
    """
    location = load_location(folder.resolve(), data.resolve() if data else None)
    definitions = dg.Definitions(
        jobs=build_upgrade_jobs(location),
        resources={"one": OneUpgrade(folder=str(location.state.folder))},
        loggers={"step_lines": step_lines},
        executor=dg.in_process_executor,
    )
    os.environ.setdefault("DAGSTER_HOME", str(ROOT))
    with contextlib.chdir(ROOT), dg.DagsterInstance.get() as instance:
        result = definitions.resolve_job_def(job).execute_in_process(
            run_config=config,
            instance=instance,
            raise_on_error=False,
            tags={"company": location.company.name, "reason": str(config.get("reason", ""))},
        )
    if not result.success:
        raise StepFailed(why_failed(result))
    return max(upgrades(location.state), key=lambda one: one.steps[-1]["at"])
