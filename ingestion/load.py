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
from ingestion.files.raw_files import forget
from ingestion.files.versions import Plan
from ingestion.history import note_history
from ingestion.job import Job, LoadResult
from ingestion.plan import file_folders, file_plans, make_jobs, stale_tables, take_away
from ingestion.results import result
from ingestion.settings import DATASET, DLT_SETTINGS
from ingestion.source import raw_source, rehearse
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
        state: Where its warehouse is; nobody else may have it open.
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
    try:
        pipeline.sync_destination()
        stale = stale_tables(pipeline, jobs, state.warehouse)
        folders = file_folders(company, state.folder / "copies")
        plans = file_plans(folders, jobs, stale, state.warehouse)
        _make_room(pipeline, stale, plans, state.warehouse)
        pipeline.run(raw_source(jobs, plans))
    except PipelineStepFailed as error:
        raise _cause(error) from None
    with duckdb.connect(str(state.warehouse)) as connection:
        take_away(connection, jobs)
        return _results(connection, company, jobs)


def _results(
    connection: duckdb.DuckDBPyConnection, company: Company, jobs: list[Job]
) -> list[LoadResult]:
    """Return what became of each table, and note what has changed in those that are watched."""
    loaded = {(job.source.name, job.table.name): result(connection, job) for job in jobs}
    return [
        note_history(connection, source, table)
        if table.history_of
        else loaded[source.name, table.name]
        for source in company.sources
        for table in source.tables
    ]


def _make_room(
    pipeline: dlt.Pipeline, stale: list[Job], plans: dict[str, Plan], warehouse: Path
) -> None:
    """Drop the tables that are made anew, with all that is known of them."""
    if pipeline.default_schema_name is None:
        return
    old = [job for job in stale if job.name in pipeline.default_schema.tables]
    for job in old:
        rehearse(job, plans)
    with duckdb.connect(str(warehouse)) as connection:
        for job in old:
            forget(connection, job.source.name, job.table.name)
    if old:
        pipeline_drop(pipeline, resources=[job.name for job in old])()


def _cause(error: BaseException) -> BaseException:
    """Return the LoadError that dlt has wrapped, or dlt's own error."""
    cause: BaseException | None = error
    while cause and not isinstance(cause, LoadError):
        cause = cause.__cause__ or cause.__context__
    return cause or error
