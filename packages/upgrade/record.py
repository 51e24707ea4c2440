"""An upgrade under way: what was asked for, which step it reached, and what each step found.

Everything is in one folder of the company's state. What it says is written in one step, so that
whoever comes after a crash knows where the upgrade stood.
"""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from packages.lock import Pin
from perfos.files import replace_text
from perfos.paths import State

FILE = "upgrade.json"
SWITCHED = "switched"
DONE = "done"


@dataclass
class Upgrade:
    """One upgrade of one package of one company.

    Attributes:
        folder: Its folder; the sandbox is in it while the upgrade is under way.
        before: The version that is active.
        after: The candidate.
        run_id: The run in Dagster.
        actor: Who asks.
        approver: Who is said to approve; empty if nobody.
        reason: Why.
        status: `under way`, `stopped` (nothing was switched), `switched`, `done`, `rolled back`
            (by a failed check, or by hand), or `interrupted`.
        steps: What each step found, in order.
    """

    folder: Path
    before: Pin
    after: Pin
    run_id: str
    actor: str
    approver: str = ""
    reason: str = ""
    status: str = "under way"
    steps: list[dict[str, Any]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Name of the package."""
        return self.after.name

    @property
    def sandbox(self) -> State:
        """Where the candidate is tried."""
        return State(self.folder / "sandbox")

    def note(self, step: str, status: str = "", **facts: object) -> None:
        """Write down what a step found, and the new status if there is one."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.steps.append({"step": step, "at": at, **facts})
        self.status = status or self.status
        self.save()

    def found(self, step: str) -> dict[str, Any]:
        """Return what a step found; nothing if it was not reached."""
        return next((one for one in reversed(self.steps) if one["step"] == step), {})

    def save(self) -> None:
        """Write it to its folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {name: value for name, value in asdict(self).items() if name != "folder"}
        replace_text(self.folder / FILE, json.dumps(content, indent=1, default=str) + "\n")


def folder_of(state: State) -> Path:
    """Return the folder of all upgrades of a company."""
    return state.folder / "upgrades"


def new_folder(state: State, what: str) -> Path:
    """Return the folder of the next upgrade."""
    numbers = [int(one.name[:4]) for one in folder_of(state).glob("[0-9][0-9][0-9][0-9]-*")]
    return folder_of(state) / f"{max(numbers, default=0) + 1:04}-{what}"


def read_upgrade(folder: Path) -> Upgrade:
    """Return the upgrade of a folder."""
    content = json.loads((folder / FILE).read_text(encoding="utf-8"))
    before, after = (Pin(**content.pop(name)) for name in ("before", "after"))
    return Upgrade(folder, before, after, **content)


def upgrades(state: State) -> list[Upgrade]:
    """Return all upgrades of a company, oldest first."""
    return [read_upgrade(path.parent) for path in sorted(folder_of(state).glob(f"*/{FILE}"))]
