"""Work that takes seconds, in a process of its own: the same commands that people type.

A job of Dagster is started through `perfos`, which runs it in the instance that the Dagster UI
shows; see docs/decisions/0025-dashboards.md.
"""

import json
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from semantic.dashboards.place import Place

COMMAND = [sys.executable, "-c", "from perfos.cli import app; app()"]
KEPT = 200
"""Finished tasks that are remembered."""
AT_ONCE = 2
"""Tasks of one person that may run at the same time."""


class TooManyError(Exception):
    """The person has started enough already."""


@dataclass(frozen=True)
class Task:
    """One command that somebody started.

    Attributes:
        owner: Who started it, and alone may look at it.
        kind: What it is, for the page that shows its result.
        title: What it does, in the words of who started it.
        file: What it writes for them to take; None for nothing.
    """

    owner: str
    kind: str
    title: str
    file: Path | None
    process: subprocess.Popen[bytes]
    folder: Path
    started: float

    @property
    def state(self) -> str:
        """`running`, `done` or `failed`."""
        code = self.process.poll()
        return "running" if code is None else "failed" if code else "done"

    @property
    def seconds(self) -> int:
        """How long ago it was started."""
        return int(time.monotonic() - self.started)

    @property
    def result(self) -> dict[str, Any]:
        """What it printed; empty while it runs, or where it is nothing that can be read."""
        text = (self.folder / "out").read_text(encoding="utf-8")
        start = text.find("{\n")
        try:
            found: dict[str, Any] = json.loads(text[start:])
        except ValueError:
            return {}
        return found

    @property
    def error(self) -> str:
        """Why it failed, in words."""
        lines = (self.folder / "err").read_text(encoding="utf-8").strip().splitlines()
        return "\n".join(lines[-12:]) or "it ended without a word; see its run in the Dagster UI"


class Tasks:
    """The tasks of one company's people."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._tasks: dict[str, Task] = {}
        self._lock = threading.Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="perfos-tasks-")

    def start(self, owner: str, kind: str, title: str, arguments: list[str], file: str = "") -> str:
        """Start a command of `perfos` and return the task's number.

        Args:
            owner: Who starts it.
            kind: What it is.
            title: What it does.
            arguments: The command's arguments; they go to no shell.
            file: Name of the file that it writes; its path is added to the arguments.

        Raises:
            TooManyError: The person has two running.
        """
        number = secrets.token_urlsafe(12)
        folder = Path(self._folder.name) / number
        with self._lock:
            running = [one for one in self._tasks.values() if one.owner == owner]
            if sum(one.state == "running" for one in running) >= AT_ONCE:
                raise TooManyError
            folder.mkdir()
            where = [f"--company={self._place.folder}"]
            where += [f"--data={self._place.data}"] if self._place.data else []
            output = [f"--output={folder / file}"] if file else []
            with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
                process = subprocess.Popen(  # noqa: S603 - A fixed program, and no shell.
                    [*COMMAND, *where, *arguments, *output], stdout=out, stderr=err
                )
            made = folder / file if file else None
            self._tasks[number] = Task(owner, kind, title, made, process, folder, time.monotonic())
            for old in list(self._tasks)[:-KEPT]:
                self._tasks.pop(old)
        return number

    def look(self, owner: str, number: str) -> Task | None:
        """Return a person's own task; None where there is none of that number."""
        task = self._tasks.get(number)
        return task if task and task.owner == owner else None
