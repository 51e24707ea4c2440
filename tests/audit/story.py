"""A small company that closes months one after the other, with late changes in each."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from audit.keys import create_key
from orchestration.period_run import run_step
from tests.dagster_home import dagster_home
from tests.journeys.small import deals, run, write_company, write_deals

ACCESS = """\
people:
  pat: [preparer]
  alex: [approver]
  sam: [approver, controller]
  casey: [controller]
  lee: [payroll]
  kim: [administrator]
"""
DEALS = 60
CLEARING = "  payroll_clearing: {code: '1360', title: Payroll clearing, type: liability}\n"


@dataclass
class Story:
    """The company, and what has happened to it.

    Attributes:
        folder: Its folder.
        root: The folder of the whole story.
    """

    folder: Path
    root: Path
    lines: list[str]

    @classmethod
    def begin(cls, root: Path, count: int = DEALS) -> "Story":
        """Write the company and make its key."""
        lines = deals(count)
        folder = write_company(root / "small", lines, **{"access.yml": ACCESS})
        create_key("small")
        return cls(folder, root, lines)

    @classmethod
    def found(cls, root: Path) -> "Story":
        """Return the story that is in a folder."""
        lines = (root / "small" / "data" / "deals.csv").read_text().splitlines()[1:]
        return cls(root / "small", root, lines)

    def copied(self, root: Path) -> "Story":
        """Return a copy in another folder; the environment has to point there."""
        shutil.copytree(self.root, root, symlinks=True, dirs_exist_ok=True)
        (root / "done").unlink()
        return self.found(root)

    def settle(self, patch: pytest.MonkeyPatch) -> None:
        """Point the environment at the story's folder."""
        dagster_home(self.root / "dagster")
        patch.setenv("PERFOS_HOME", str(self.root / "home"))
        patch.setenv("PERFOS_KEYS", str(self.root / "keys"))
        patch.setenv("DAGSTER_HOME", str(self.root / "dagster"))

    def pays(self) -> None:
        """Give the company the account that payments are posted to."""
        with (self.folder / "company.yml").open("a") as file:
            file.write(CLEARING)

    def step(
        self, name: str, period: str, by: str, reason: str = "", **more: str
    ) -> dict[str, Any]:
        """Take a step with a month."""
        config = {"period": period, "actor": by, "reason": reason, **more}
        return run_step(self.folder, None, name, config)

    def close(self, period: str) -> None:
        """Take a calculated month to its seal."""
        self.step("submit", period, "pat")
        self.step("approve", period, "alex")
        self.step("close", period, "casey")

    def change(self, seed: int) -> None:
        """Change a deal, lose one, and book one late, all about the first months."""
        rng = random.Random(seed)
        number = rng.randrange(len(self.lines))
        self.lines[number] = self.lines[number].replace(".25,", f".{rng.randrange(10, 99)},")
        self.lines.pop(rng.randrange(len(self.lines)))
        self.lines.append(f"L{seed:05},2026-01-15,{rng.randrange(500, 9000)}.00,EUR,ann,won")
        write_deals(self.folder, self.lines)

    def run(self) -> Any:
        """Calculate."""
        return run(self.folder)
