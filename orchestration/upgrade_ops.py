"""What the steps of an upgrade do, and what their pages in the UI show."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.location import Location
from orchestration.rollback_ops import calculate
from orchestration.upgrade_report import show
from packages.errors import PackageError
from packages.upgrade.candidate import begin
from packages.upgrade.record import DONE, read_upgrade
from packages.upgrade.steps import Trial
from packages.upgrade.switch import finish, switch
from packages.upgrade.worker import TooSlow
from perfos.company import CompanyError
from transform.dbt import DbtFailed

STEPS = {
    "copy_warehouse": "Copy the warehouse: the candidate never meets the real one.",
    "test_candidate": "Build the candidate on the copy; its tests, and the ledger's.",
    "check_closed_months": "Verify the seals of the closed months.",
    "shadow_run": "Calculate once more: the same has to come of it.",
    "compare_postings": "What the ledger would post: the diff.",
    "decide": "Go on if nothing changes, or if somebody with the right to it approves.",
    "switch": "Make the candidate the active version.",
}
REFUSED = (PackageError, DbtFailed, TooSlow, CompanyError)


class UpgradeSteps:
    """The steps of the upgrades of one company.

    Attributes:
        location: The company.
    """

    def __init__(self, location: Location) -> None:
        self.location = location
        self._trials: dict[str, Trial] = {}

    def begin(self, context: dg.OpExecutionContext, asked: dict[str, Any]) -> str:
        """Begin an upgrade, and return its folder."""
        now = self.location.reload()
        try:
            upgrade = begin(now.company, now.state, context.run_id, **asked)
        except REFUSED as error:
            raise dg.Failure(str(error), allow_retries=False) from None
        show(context, {"from": str(upgrade.before), "to": str(upgrade.after)})
        return str(upgrade.folder)

    def take(self, context: dg.OpExecutionContext, name: str, folder: str) -> None:
        """Take one of `STEPS`; where it is refused, the upgrade ends and nothing was changed."""
        trial = self._trial(folder)
        upgrade = trial.upgrade
        ways: dict[str, Callable[[], dict[str, Any] | None]] = {
            "copy_warehouse": trial.copy,
            "test_candidate": trial.test,
            "check_closed_months": trial.check_closed_months,
            "shadow_run": trial.shadow,
            "compare_postings": trial.compare,
            "decide": trial.decide,
            "switch": lambda: switch(self.location.state, upgrade),
        }
        try:
            facts = ways[name]() or {}
        except BaseException as error:
            trial.close()
            upgrade.note(name, "stopped", why=str(error))
            finish(upgrade)
            if isinstance(error, REFUSED):
                raise dg.Failure(f"{upgrade.after}: {error}", allow_retries=False) from None
            raise
        if name != "switch":
            upgrade.note(name, **facts)
        show(context, facts)

    def run(self, context: dg.OpExecutionContext, folder: str) -> dg.Output[str]:
        """Calculate with the new version; what is returned says whether every check passed."""
        upgrade = self._trial(folder).upgrade
        facts = calculate(self.location, f"upgrade to {upgrade.after}: {upgrade.reason}")
        is_good = "why" not in facts
        upgrade.note("checked_run", DONE if is_good else "", **facts)
        return dg.Output(folder, "passed" if is_good else "failed", metadata=facts)

    def finish(self, context: dg.OpExecutionContext, folder: str) -> None:
        """Remove the sandbox."""
        upgrade = (
            self._trials.pop(folder).upgrade
            if folder in self._trials
            else read_upgrade(Path(folder))
        )
        finish(upgrade)
        show(context, {"active": str(upgrade.after), "report": dg.MetadataValue.path(folder)})

    def _trial(self, folder: str) -> Trial:
        if folder not in self._trials:
            now = self.location.reload()
            self._trials[folder] = Trial(now.company, now.state, read_upgrade(Path(folder)))
        return self._trials[folder]
