"""The code location: one company's assets, checks, job, schedule and sensor."""

import dagster as dg

from orchestration.assets import configuration, gate, models, snapshot, sources, views
from orchestration.audit_jobs import build_export_job, build_replay_job
from orchestration.jobs import build_job, build_schedule, build_sensor
from orchestration.location import Location, current_location
from orchestration.period_jobs import build_period_jobs
from orchestration.progress import step_lines
from orchestration.resources import Warehouse
from orchestration.upgrade_config import OneUpgrade
from orchestration.upgrade_jobs import build_upgrade_jobs
from orchestration.writeback_job import build_writeback_job

__all__ = ["build", "defs"]


def build(location: Location) -> dg.Definitions:
    """Return everything that Dagster knows about the company at `location`."""
    job = build_job()
    return dg.Definitions(
        assets=[
            *sources.build_source_specs(location),
            configuration.build(location),
            sources.build(location),
            *models.build(location),
            snapshot.build(location),
            snapshot.build_months(location),
            *views.build_specs(location),
        ],
        asset_checks=[*gate.build(location), *views.build_agreement(location)],
        jobs=[
            job,
            *build_period_jobs(location).values(),
            build_export_job(location),
            build_replay_job(location),
            *build_upgrade_jobs(location),
            build_writeback_job(location),
        ],
        schedules=[build_schedule(location, job)],
        sensors=[build_sensor(job)],
        resources={
            "warehouse": Warehouse(folder=str(location.state.folder)),
            "one": OneUpgrade(folder=str(location.state.folder)),
        },
        loggers={"step_lines": step_lines},
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """Return the definitions of the company that `PERFOS_COMPANY` names."""
    return build(current_location())
