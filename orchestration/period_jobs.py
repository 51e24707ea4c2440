"""What people start to move a month: submit, approve, close, reopen, waive."""

import getpass
import os
from typing import Any

import dagster as dg
from pydantic import Field

from audit.request import Request
from orchestration.location import Location
from orchestration.period_ops import Take, steps, take
from orchestration.resources import Warehouse

COMPANY = (
    "Name of the company. It must be the one that this code location serves: a guard against "
    "closing the wrong one."
)
ACTOR = "Who asks for it, as access.yml names them. Empty: the operating system's user."


class PeriodConfig(dg.Config):
    """What a person decides when they move a month."""

    company: str = Field(description=COMPANY)
    period: str = Field(description="The month, as YYYY-MM.", pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    actor: str = Field(default="", description=ACTOR)
    reason: str = Field(default="", description="Why; kept in the period log for audit.")


class ApproveConfig(PeriodConfig):
    """What a person decides when they approve."""

    payee: str = Field(
        default="", description="One payee, to approve their statement. Empty: the whole month."
    )


class WaiveConfig(PeriodConfig):
    """What a person decides when they set a refusal aside."""

    subject: str = Field(
        description="What stands in the way: `checks`, `quarantine` or `dispute:NUMBER`."
    )


class DisputeConfig(PeriodConfig):
    """What a person decides when they dispute a line, or decide a dispute."""

    step: str = Field(
        description="`open`, `answer`, `accept` or `refuse`.",
        pattern="^(open|answer|accept|refuse)$",
    )
    line: str = Field(default="", description="To open: id of the line, or its first digits.")
    number: str = Field(default="", description="Else: number of the dispute.")


JOBS: dict[str, tuple[type[PeriodConfig], str]] = {
    "submit": (
        PeriodConfig,
        "Hand a calculated month over for approval. For preparers; refused while the month is "
        "not calculated.",
    ),
    "approve": (
        ApproveConfig,
        "Approve a submitted month, or one statement of it. For approvers; who approves a month "
        "does not close it.",
    ),
    "close": (
        PeriodConfig,
        "Close an approved month and seal it. For controllers; refused while a check fails, too "
        "much is in quarantine, a dispute or an earlier month is open.",
    ),
    "reopen": (
        PeriodConfig,
        "Open the last closed month again. For controllers; needs a reason, and its seal stays.",
    ),
    "pay": (
        PeriodConfig,
        "Hand a closed month to payroll: once, with a receipt. For payroll; the next calculation "
        "posts it as paid. Started again, it writes the same files.",
    ),
    "dispute": (
        DisputeConfig,
        "Open a dispute about a statement line (the payee, or a preparer for them), or answer, "
        "accept or refuse it (the payee's manager, or an approver). An open one stops a close.",
    ),
    "waive": (
        WaiveConfig,
        "Set aside what stands in the way of a close. For administrators; needs a reason.",
    ),
}


def build_period_jobs(location: Location) -> dict[str, dg.JobDefinition]:
    """Return the jobs that move a month, by the name of their step."""
    takes = steps(location)
    return {
        name: build_period_job(location, name, config, text, takes[name])
        for name, (config, text) in JOBS.items()
    }


def build_period_job(
    location: Location, name: str, config_class: type[PeriodConfig], text: str, take_step: Take
) -> dg.JobDefinition:
    """Return the job of one step: one op, and its configuration at the top of the launchpad."""

    @dg.op(name=f"{name}_month", pool="warehouse", description=text)
    def step(context: dg.OpExecutionContext, config: config_class, warehouse: Warehouse) -> None:  # type: ignore[valid-type]
        asked: Any = config
        if asked.company != location.company.name:
            raise dg.Failure(
                f"This code location serves the company {location.company.name!r}, not "
                f"{asked.company!r}. Start Dagster with PERFOS_COMPANY set to its folder.",
                allow_retries=False,
            )
        actor = asked.actor or os.environ.get("USER") or getpass.getuser()
        request = Request(asked.period, actor, asked.reason, context.run_id)
        shown = take(take_step, location, warehouse, request, asked)
        context.add_output_metadata(shown)
        context.log.info(f"{asked.period}: {shown['before']} -> {shown['after']}")

    @dg.config_mapping
    def from_request(request: config_class) -> dict[str, object]:  # type: ignore[valid-type]
        asked: Any = request
        return {
            "ops": {f"{name}_month": {"config": asked.model_dump()}},
            "loggers": {"step_lines": {}},
        }

    @dg.graph(name=f"{name}_period", description=text)
    def graph() -> None:
        step()

    return graph.to_job(config=from_request, tags={"company": location.company.name})
