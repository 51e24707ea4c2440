"""The way back from an upgrade: the version before, and a run with it."""

from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.location import Location
from orchestration.upgrade_report import show
from packages.errors import PackageError
from packages.upgrade.candidate import begin_rollback
from packages.upgrade.record import read_upgrade
from packages.upgrade.switch import finish, put_back
from perfos.company import CompanyError


class RollbackSteps:
    """The steps of the rollbacks of one company.

    Attributes:
        location: The company.
    """

    def __init__(self, location: Location) -> None:
        self.location = location

    def roll_back(self, context: dg.OpExecutionContext, folder: str) -> None:
        """Put the version before back and calculate again; the job fails, whatever comes of it."""
        upgrade = read_upgrade(Path(folder))
        why = upgrade.found("checked_run")["why"]
        put_back(self.location.state, upgrade, "rolled back", why)
        finish(upgrade)
        said = f"{upgrade.after} was rolled back, {upgrade.before} is active again: {why}"
        facts = calculate(self.location, f"rollback to {upgrade.before}")
        upgrade.note("run_again", **facts)
        if "why" in facts:
            said += f"\nThe run with it failed, too, and posted nothing: {facts['why']}"
        raise dg.Failure(said, metadata=facts, allow_retries=False)

    def put_back(self, context: dg.OpExecutionContext, asked: dict[str, Any]) -> str:
        """Put the version before the last upgrade back, and return that upgrade's folder."""
        state = self.location.reload().state
        try:
            upgrade = begin_rollback(state, **asked)
        except PackageError as error:
            raise dg.Failure(str(error), allow_retries=False) from None
        show(context, {"from": str(upgrade.after), "to": str(upgrade.before)})
        return str(upgrade.folder)

    def run_again(self, context: dg.OpExecutionContext, folder: str) -> None:
        """Calculate with the version that was put back."""
        upgrade = read_upgrade(Path(folder))
        facts = calculate(self.location, f"rollback to {upgrade.before}")
        upgrade.note("run_again", **facts)
        if "why" in facts:
            raise dg.Failure(
                f"{upgrade.before} is active again, and its run failed: {facts['why']}",
                allow_retries=False,
            )
        show(context, facts)


def calculate(location: Location, reason: str) -> dict[str, Any]:
    """Run the whole calculation, as `perfos run` does; return its figures, or why it failed."""
    # Its module needs the definitions, which these steps are a part of.
    from orchestration.run import RunFailed, run_company

    company = location.company
    try:
        summary = run_company(company.folder, company.data, reason=reason)
    except (RunFailed, CompanyError, PackageError) as error:
        return {"why": str(error)}
    return {
        "entries_posted": summary.entries_posted,
        "checks_passed": summary.checks_passed,
        "run": summary.run_id,
        "snapshot": summary.snapshot,
        "seconds": round(summary.seconds, 1),
    }
