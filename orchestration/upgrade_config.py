"""What a person decides about an upgrade, and what one holds while it is under way."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
from filelock import Timeout
from pydantic import Field

from packages.upgrade.switch import guard
from perfos.paths import State


class UpgradeConfig(dg.Config):
    """What a person decides when they upgrade a rule package."""

    package: str = Field(description="Name of the rule package.")
    version: str = Field(default="", description="The version. Empty: the newest in range.")
    actor: str = Field(default="", description="Who asks. Empty: the operating system's user.")
    approver: str = Field(
        default="",
        description="Who has read the diff and approves it: a controller of access.yml, and not "
        "the one who asks. Needed where pay changes.",
    )
    reason: str = Field(default="", description="Why; kept with the upgrade and in the run log.")


class RollbackConfig(dg.Config):
    """What a person decides when they roll an upgrade back."""

    package: str = Field(description="Name of the rule package.")
    actor: str = Field(default="", description="Who asks. Empty: the operating system's user.")
    reason: str = Field(default="", description="Why; kept with the upgrade and in the run log.")


class OneUpgrade(dg.ConfigurableResource):
    """Held from an upgrade's beginning to its end: a company has one at a time.

    Attributes:
        folder: The company's state folder.
    """

    folder: str

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["OneUpgrade"]:
        """Wait for the lock, and hold it; a killed process lets it go."""
        lock = guard(State(Path(self.folder)))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if context.log:
                context.log.info("Another upgrade is under way; this one waits for it to end.")
            lock.acquire()
        with lock:
            lock.release()
            yield self


def asked(config: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a configuration with the person filled in who starts the job."""
    content = config.model_dump()
    content["actor"] = content["actor"] or os.environ.get("USER") or getpass.getuser()
    return content
