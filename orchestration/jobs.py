"""What people and clocks start: the calculation, its daily schedule, the drop folder's sensor."""

import hashlib
from typing import TYPE_CHECKING

import dagster as dg

from orchestration.location import Location, current_location
from orchestration.run_record import RunRequestConfig

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import (
        UnresolvedAssetJobDefinition as AssetJob,
    )

JOB = "calculate_commissions"


def run_config(request: RunRequestConfig) -> dict[str, object]:
    """Return the job's run configuration for what a person asked for."""
    return {
        "ops": {"read_company_folder": {"config": request.model_dump()}},
        "loggers": {"step_lines": {}},
    }


@dg.config_mapping
def from_request(request: RunRequestConfig) -> dict[str, object]:
    """Ask for company, periods and reason at the top of the launchpad, and for nothing else."""
    return run_config(request)


def build_job() -> "AssetJob":
    """Return the main job: source files to published snapshot."""
    return dg.define_asset_job(
        JOB,
        selection=dg.AssetSelection.all(),
        config=from_request,
        description="Load the sources, calculate commissions, post what changed to the ledger, "
        "check it, and publish. Safe to start again at any time: what stands posted already is "
        "not posted twice.",
    )


def build_schedule(location: Location, job: "AssetJob") -> dg.ScheduleDefinition:
    """Return the daily calculation (off until somebody turns it on in the UI)."""
    return dg.ScheduleDefinition(
        name="daily_calculation",
        job=job,
        cron_schedule="0 5 * * *",
        execution_timezone="UTC",
        run_config={"company": location.company.name, "reason": "daily calculation"},
        description="Calculates every day at 05:00 UTC.",
    )


def fingerprint(location: Location) -> str:
    """Return a hash over name, size and time of every source file that stands in the folder."""
    company = location.company
    stats = [
        f"{path}:{path.stat().st_size}:{path.stat().st_mtime_ns}"
        for source in company.sources
        if source.kind == "files" and not source.address
        for table in source.tables
        for path in sorted((company.data / source.path).glob(table.files or "*"))
    ]
    return hashlib.sha256("\n".join(stats).encode()).hexdigest() if stats else ""


def build_sensor(job: "AssetJob") -> dg.SensorDefinition:
    """Return the sensor that starts a run when a source file is new or has changed."""

    @dg.sensor(
        name="drop_folder",
        job=job,
        minimum_interval_seconds=30,
        description="Starts a calculation when a file in the data folder is new or has changed.",
    )
    def drop_folder(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
        location = current_location()
        now = fingerprint(location)
        if not now:
            return dg.SkipReason(f"No source file in {location.company.data} yet.")
        if now == context.cursor:
            return dg.SkipReason("No source file has changed.")
        request = dg.RunRequest(
            run_key=now,
            run_config={"company": location.company.name, "reason": "source files changed"},
        )
        return dg.SensorResult(run_requests=[request], cursor=now)

    return drop_folder
