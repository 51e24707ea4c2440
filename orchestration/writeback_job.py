"""What people start to tell a CRM what the platform has computed."""

import getpass
import os
from typing import Any

import dagster as dg
from pydantic import Field

from audit.refused import Refused
from ingestion.errors import LoadError
from orchestration.location import Location
from orchestration.period_jobs import ACTOR, COMPANY
from semantic.errors import SnapshotError
from writeback.errors import WritebackError
from writeback.run import write_back
from writeback.write import Written

_SHOWN = 10


class WritebackConfig(dg.Config):
    """What a person decides when they write back."""

    company: str = Field(description=COMPANY)
    actor: str = Field(default="", description=ACTOR)
    reason: str = Field(default="", description="Why; kept in the receipts for audit.")
    everything: bool = Field(
        default=False, description="Write what the receipts say was written already, too."
    )
    max_changes: int = Field(
        default=0, ge=0, description="More changes are refused. 0: as writeback.yml says."
    )


def build_writeback_job(location: Location) -> dg.JobDefinition:
    """Return the job that writes what writeback.yml names to CRMs."""
    text = (
        "Write what writeback.yml names to the CRM, where it differs from what was written last. "
        "For administrators; needs a reason. Started again, it writes what was not taken."
    )

    @dg.op(name="write_changes", description=text)
    def write(context: dg.OpExecutionContext, config: WritebackConfig) -> None:
        company = location.reload().company
        if config.company != company.name:
            raise dg.Failure(
                f"This code location serves the company {company.name!r}, not "
                f"{config.company!r}. Start Dagster with PERFOS_COMPANY set to its folder.",
                allow_retries=False,
            )
        actor = config.actor or os.environ.get("USER") or getpass.getuser()
        try:
            done = write_back(
                company,
                context.run_id,
                actor,
                config.reason,
                config.everything,
                config.max_changes or None,
            )
        except (Refused, WritebackError, LoadError, SnapshotError) as error:
            raise dg.Failure(str(error), allow_retries=False) from None
        told: dict[str, Any] = {
            "written": sum(one.written for one in done),
            "requests": sum(one.requests for one in done),
            "objects": dg.MetadataValue.md(_table(done)),
        }
        if problems := _problems(done):
            raise dg.Failure("\n".join(problems), metadata=told, allow_retries=False)
        context.add_output_metadata(told)

    @dg.config_mapping
    def from_request(request: WritebackConfig) -> dict[str, object]:
        return {
            "ops": {"write_changes": {"config": request.model_dump()}},
            "loggers": {"step_lines": {}},
        }

    @dg.graph(name="write_back", description=text)
    def graph() -> None:
        write()

    return graph.to_job(config=from_request, tags={"company": location.company.name})


def _problems(done: list[Written]) -> list[str]:
    """Return what was not written, and why; nothing if all was."""
    problems = []
    for one in done:
        if one.problem:
            problems.append(f"{one.where}: {one.problem}")
        if one.problem or one.refused:
            problems.append(
                f"{one.where}: {one.written:,} of {one.changes:,} changes were written; the others "
                "are tried again with the next write"
            )
        named = list(one.refused.items())
        problems += [f"{one.where} {id_}: {said}" for id_, said in named[:_SHOWN]]
        if len(named) > _SHOWN:
            problems.append(f"{one.where}: and {len(named) - _SHOWN:,} records more")
    return problems


def _table(done: list[Written]) -> str:
    """Return the objects as a Markdown table."""
    rows = [
        f"| {one.where} | {one.changes} | {one.written} | {len(one.refused)} | {one.requests} |"
        for one in done
    ]
    heads = ["| object | changes | written | records refused | requests |", "|---|---|---|---|---|"]
    return "\n".join([*heads, *rows])
