"""dbt in a process of its own: stopped after a time, whatever its SQL and its macros do.

The process gets no secret: its environment holds what dbt needs, and nothing else.
"""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from transform.dbt import Dbt, DbtFailed, NodeResult
from transform.workspace import Workspace

KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "PERFOS_MEMORY", "DBT_SEND_ANONYMOUS_USAGE_STATS")


class TooSlow(Exception):
    """It did not end in time, and was stopped."""


class Worker:
    """A process that calculates in a workspace; close it, or use it in a `with` statement."""

    def __init__(self, workspace: Workspace) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            [
                sys.executable,
                "-m",
                "packages.upgrade.worker",
                *(str(path) for path in _paths(workspace)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            text=True,
        )

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, command: str, select: str, seconds: float) -> list[NodeResult]:
        """Return the results of a command of `Dbt`.

        Args:
            command: `parse`, `build`, `run` or `test_units`.
            select: dbt's node selection; nothing to parse.
            seconds: How long it may take.

        Raises:
            DbtFailed: A node failed, or the process ended by itself.
            TooSlow: It took longer, and was stopped.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None or self._process.poll() is not None:
            raise DbtFailed(f"the process of the candidate has ended ({self._process.poll()})")
        is_late = threading.Event()

        def stop() -> None:
            is_late.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            stdin.write(json.dumps([command, select]) + "\n")
            stdin.flush()
            answer = stdout.readline()
        finally:
            timer.cancel()
        if is_late.is_set():
            raise TooSlow(f"dbt {command} was stopped after {seconds:,.0f} seconds")
        if not answer:
            raise DbtFailed(f"dbt {command} ended without an answer ({self._process.wait()})")
        said = json.loads(answer)
        results = [NodeResult(**result) for result in said["results"]]
        if said["failed"]:
            raise DbtFailed(said["failed"], results)
        return results

    def close(self) -> None:
        """End the process, and wait until it has let go of the warehouse."""
        self._process.kill()
        self._process.wait()


def _paths(workspace: Workspace) -> list[Path]:
    return [workspace.project_dir, workspace.target_dir, workspace.warehouse]


def serve(workspace: Workspace) -> None:
    """Answer commands, a line of JSON each, until there are no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # What dbt and a package's macros print is no answer.
    dbt = Dbt(workspace)
    for line in sys.stdin:
        command, select = json.loads(line)
        failed, results = "", []
        try:
            if command == "parse":
                dbt.parse()
            else:
                results = getattr(dbt, command)(select)
        except DbtFailed as error:
            failed, results = str(error), error.results
        answers.write(json.dumps({"failed": failed, "results": list(map(asdict, results))}) + "\n")
        answers.flush()


if __name__ == "__main__":
    serve(Workspace(*map(Path, sys.argv[1:])))
