"""What people start to change a rule package: upgrade it, or roll its last upgrade back."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.location import Location
from orchestration.rollback_ops import RollbackSteps
from orchestration.upgrade_config import OneUpgrade, RollbackConfig, UpgradeConfig, asked
from orchestration.upgrade_ops import STEPS, UpgradeSteps

UPGRADE = "upgrade_package"
ROLLBACK = "rollback_package"


def build_upgrade_jobs(location: Location) -> list[dg.JobDefinition]:
    """Return the jobs that upgrade a package and roll it back."""
    back = RollbackSteps(location)
    return [_upgrade_job(UpgradeSteps(location), back), _rollback_job(back)]


def _upgrade_job(steps: UpgradeSteps, back: RollbackSteps) -> dg.JobDefinition:
    text = (
        "Try another version of a rule package on a copy of the warehouse, show what it would "
        "post, and switch to it if that is nothing or approved. If the run that follows fails, "
        "the version before is active again."
    )

    @dg.op(name="check_candidate", description="Find the version and check it.", out=dg.Out(str))
    def begin(context: dg.OpExecutionContext, config: UpgradeConfig, one: OneUpgrade) -> str:
        return steps.begin(context, asked(config))

    ops = [_op(steps, name, words) for name, words in STEPS.items()]
    outs = {name: dg.Out(str, is_required=False) for name in ("passed", "failed")}

    @dg.op(name="checked_run", description="Calculate with the new version.", out=outs)
    def checked_run(
        context: dg.OpExecutionContext, one: OneUpgrade, folder: str
    ) -> Iterator[dg.Output[str]]:
        yield steps.run(context, folder)

    @dg.op(name="roll_back", description="Back to the version before, and calculate again.")
    def roll_back(context: dg.OpExecutionContext, one: OneUpgrade, folder: str) -> None:
        back.roll_back(context, folder)

    @dg.op(name="finish_upgrade", description="Keep the report, remove the sandbox.")
    def finish(context: dg.OpExecutionContext, one: OneUpgrade, folder: str) -> None:
        steps.finish(context, folder)

    @dg.graph(name=UPGRADE, description=text)
    def graph() -> None:
        folder = begin()
        for op in ops:
            folder = op(folder)
        passed, failed = checked_run(folder)
        finish(passed)
        roll_back(failed)

    return graph.to_job(config=_mapping(UpgradeConfig, "check_candidate"))


def _op(steps: UpgradeSteps, name: str, words: str) -> dg.OpDefinition:
    @dg.op(name=name, description=words, out=dg.Out(str))
    def step(context: dg.OpExecutionContext, one: OneUpgrade, folder: str) -> str:
        steps.take(context, name, folder)
        return folder

    return step


def _rollback_job(steps: RollbackSteps) -> dg.JobDefinition:
    text = "Back to the version before the last upgrade of a package, and calculate again."

    @dg.op(name="put_back", description="The version before is active again.", out=dg.Out(str))
    def put_back(context: dg.OpExecutionContext, config: RollbackConfig, one: OneUpgrade) -> str:
        return steps.put_back(context, asked(config))

    @dg.op(name="run_again", description="The ledger is true again, by adjustment.")
    def run_again(context: dg.OpExecutionContext, one: OneUpgrade, folder: str) -> None:
        steps.run_again(context, folder)

    @dg.graph(name=ROLLBACK, description=text)
    def graph() -> None:
        run_again(put_back())

    return graph.to_job(config=_mapping(RollbackConfig, "put_back"))


def _mapping(config_class: type[dg.Config], op: str) -> dg.ConfigMapping:
    @dg.config_mapping
    def from_request(request: config_class) -> dict[str, object]:  # type: ignore[valid-type]
        wanted: Any = request
        return {"ops": {op: {"config": wanted.model_dump()}}, "loggers": {"step_lines": {}}}

    return from_request
