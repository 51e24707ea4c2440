"""Runs in processes of their own that start at once: forks of one that has imported everything.

A process that is killed or that meets another one has to be a real one, and a new interpreter would
spend most of its time on imports.
"""

import multiprocessing
import os
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["orchestration.run", "orchestration.period_run", "dbt.cli.main", "dlt", "great_expectations"]
)


CALCULATED = {"conform": "account", "calculate": "sales_commission__postings"}
"""Stages of a run over records that were calculated already: what it does for good is all there.

The stages before only make tables anew that nobody reads outside of a run, and would take most of
the time.
"""
NOT_POSTED = {"post": "period"}
"""Stages of a run that calculates and posts nothing."""


def start(
    folder: Path,
    said: Path,
    what: str = "run",
    moment: float = 0,
    stages: dict[str, str] | None = None,
    **config: Any,
) -> BaseProcess:
    """Start a calculation, or a step with a month, in a process of its own.

    Args:
        folder: The company folder.
        said: Takes what the process prints.
        what: `run`, or the step.
        moment: When to begin, in seconds since the epoch.
        stages: Stages of the calculation that select something else than usual.
        config: Of the step.
    """
    arguments = (dict(os.environ), folder, said, what, moment, stages or {}, config)
    process = FORKS.Process(target=_work, args=arguments)
    process.start()
    return process


def ended(process: BaseProcess, seconds: float = 300) -> int | None:
    """Wait for the end of a process and return its exit code."""
    process.join(seconds)
    return process.exitcode


def killed(process: BaseProcess, seconds: float) -> bool:
    """Kill a process after some seconds; return whether it was still running."""
    process.join(seconds)
    was_running = process.exitcode is None
    process.kill()
    process.join()
    return was_running


def _work(
    environment: dict[str, str],
    folder: Path,
    said: Path,
    what: str,
    moment: float,
    stages: dict[str, str],
    config: dict[str, Any],
) -> None:
    from orchestration.assets import models
    from orchestration.period_run import run_step
    from orchestration.run import run_company

    os.environ.clear()
    os.environ.update(environment)
    with said.open("w") as file:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
    usual = models.stages
    models.stages = lambda location: usual(location) | stages
    time.sleep(max(0, moment - time.time()))
    if what == "run":
        run_company(folder)
    else:
        run_step(folder, None, what, config)
