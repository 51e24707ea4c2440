"""Loading: every source of a company into the schema `raw`, in one dlt package."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import dlt
import duckdb
from dlt.pipeline.exceptions import PipelineStepFailed
from dlt.pipeline.helpers import pipeline_drop

from ingestion.errors import LoadError
from ingestion.files.versions import (
    Plan,
    find_files,
    forget,
    has_table,
    known_files,
    make_plan,
    sweep,
    sweep_files,
)
from ingestion.job import Job, LoadResult, make_jobs
from ingestion.results import result
from ingestion.settings import DATASET, DLT_SETTINGS
from ingestion.source import raw_source
from perfos.company.company import Company
from perfos.paths import State


def load(
    company: Company, state: State, progress: Callable[[str], None] | None = None
) -> list[LoadResult]:
    """Load what is new in a company's sources into raw; nothing is loaded if anything is wrong.

    A load that was killed leaves nothing that the next one has to know: what it wrote does not
    count until dlt has noted the end of its package in the warehouse.

    Args:
        company: The company.
        state: Where its warehouse is.
        progress: Told what is being read.

    Returns:
        One result for each table of sources.yml, in order.

    Raises:
        LoadError: A source cannot be loaded; raw is as it was.
    """
    os.environ.update(DLT_SETTINGS)
    state.folder.mkdir(parents=True, exist_ok=True)
    # All that counts, cursors too, is in the warehouse; the rest may be what a kill left behind.
    shutil.rmtree(state.dlt, ignore_errors=True)
    scratch = state.dlt / "scratch"
    scratch.mkdir(parents=True)
    jobs = make_jobs(company, scratch, progress or (lambda _: None))
    pipeline = dlt.pipeline(
        "raw",
        pipelines_dir=str(state.dlt),
        destination=dlt.destinations.duckdb(str(state.warehouse)),
        dataset_name=DATASET,
    )
    pipeline.sync_destination()
    stale = _stale(pipeline, jobs, state.warehouse)
    plans = _plans(company.data, jobs, stale, state.warehouse)
    try:
        if pipeline.default_schema_name and (old := stale & set(pipeline.default_schema.tables)):
            pipeline_drop(pipeline, resources=old)()
        pipeline.run(raw_source(jobs, plans))
    except PipelineStepFailed as error:
        raise _cause(error) from None
    with duckdb.connect(str(state.warehouse)) as connection:
        _sweep(connection, jobs)
        return [result(connection, job) for job in jobs]


def _stale(pipeline: dlt.Pipeline, jobs: list[Job], warehouse: Path) -> set[str]:
    """Return the raw tables that must be made anew: they are missing, or were read otherwise."""
    resources = pipeline.state.get("sources", {}).get(DATASET, {}).get("resources", {})
    with duckdb.connect(str(warehouse)) as connection:
        return {
            job.name
            for job in jobs
            if resources.get(job.name, {}).get("fingerprint") != job.fingerprint
            or not has_table(connection, job.name)
        }


def _plans(data: Path, jobs: list[Job], stale: set[str], warehouse: Path) -> dict[str, Plan]:
    """Return what to do about the files of each table, by name of the raw table."""
    plans = {}
    with duckdb.connect(str(warehouse)) as connection:
        _sweep(connection, [job for job in jobs if job.name not in stale])
        for job in jobs:
            if job.source.kind != "files":
                continue
            folder = data / job.source.path
            found = find_files(folder, job.table.files or "")
            known = known_files(connection, job.source.name, job.table.name)
            if job.name in stale:
                gone = sorted(name for name in known if not (folder / name).exists())
                if gone:
                    raise LoadError(
                        f"{job.where}: its files must be read again, because sources.yml or a "
                        f"mapping says otherwise what they hold, but {', '.join(gone)} is no "
                        f"longer in {folder}. Put it back for one load"
                    )
                forget(connection, job.source.name, job.table.name)
                known = {}
            if not found and not known:
                raise LoadError(
                    f"{job.where}: no file {job.table.files} in {folder}. Put it there, or correct "
                    "`files` or `path` in sources.yml, or the data folder"
                )
            plans[job.name] = make_plan(found, known)
    return plans


def _sweep(connection: duckdb.DuckDBPyConnection, jobs: list[Job]) -> None:
    """Take away what killed loads left and what later versions replaced."""
    sweep_files(connection)
    for job in jobs:
        if job.source.kind == "files":
            sweep(connection, job.source.name, job.table.name)


def _cause(error: BaseException) -> BaseException:
    """Return the LoadError that dlt has wrapped, or dlt's own error."""
    cause: BaseException | None = error
    while cause and not isinstance(cause, LoadError):
        cause = cause.__cause__ or cause.__context__
    return cause or error
