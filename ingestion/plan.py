"""What has to be loaded: which tables, which of them are made anew, and which files are new."""

from collections.abc import Callable
from pathlib import Path

import dlt
import duckdb

from ingestion.door.names import snake_case
from ingestion.door.typed import Shape
from ingestion.errors import LoadError
from ingestion.files.raw_files import has_table, known_files, sweep, sweep_files
from ingestion.files.remote import copied
from ingestion.files.versions import FileOnDisk, Plan, find_files, make_plan
from ingestion.job import Job
from ingestion.kinds import kind_of
from ingestion.settings import DATASET
from perfos.company.company import Company


def make_jobs(company: Company, scratch: Path, progress: Callable[[str], None]) -> list[Job]:
    """Return a job for each declared table, in order."""
    jobs = []
    for source in company.sources:
        for table in source.tables:
            if table.history_of:
                continue
            types = company.column_types(source.name, table.name)
            key = () if source.kind == "files" else kind_of(source).merge_key(table)
            used = {*company.used_columns(source.name, table.name), *types, *key}
            names = tuple(sorted({snake_case(name) for name in used}))
            jobs.append(Job(source, table, Shape(names, types), scratch, progress, merge_key=key))
    return jobs


def file_folders(company: Company, copies: Path) -> dict[str, Path]:
    """Return where the files of each source are, by its name; those from elsewhere are copied.

    Raises:
        LoadError: They cannot be copied.
    """
    return {
        one.name: copied(one, copies) if one.address else company.data / one.path
        for one in company.sources
        if one.kind == "files"
    }


def stale_tables(pipeline: dlt.Pipeline, jobs: list[Job], warehouse: Path) -> list[Job]:
    """Return the tables that are made anew: they are missing, or were read in another way."""
    resources = pipeline.state.get("sources", {}).get(DATASET, {}).get("resources", {})
    with duckdb.connect(str(warehouse)) as connection:
        return [
            job
            for job in jobs
            if resources.get(job.name, {}).get("fingerprint") != job.fingerprint
            or not has_table(connection, job.name)
        ]


def file_plans(
    folders: dict[str, Path], jobs: list[Job], stale: list[Job], warehouse: Path
) -> dict[str, Plan]:
    """Return what to do about the files of each table, by name of the raw table.

    Args:
        folders: Where the files of each source are, by its name.
        jobs: The tables.
        stale: Those that are made anew.
        warehouse: The warehouse.

    Raises:
        LoadError: There is no file, or one that must be read again is gone.
    """
    plans = {}
    with duckdb.connect(str(warehouse)) as connection:
        take_away(connection, [job for job in jobs if job not in stale])
        for job in jobs:
            if job.source.kind != "files":
                continue
            folder = folders[job.source.name]
            found = find_files(folder, job.table.files or "")
            known = known_files(connection, job.source.name, job.table.name)
            _check(job, folder, found, known, job in stale)
            plans[job.name] = make_plan(found, {} if job in stale else known)
    return plans


def _check(
    job: Job,
    folder: Path,
    found: list[FileOnDisk],
    known: dict[str, tuple[str, bool]],
    is_stale: bool,
) -> None:
    """Refuse a table without any file, and one that lacks files it has to be made from."""
    gone = sorted(name for name in known if not (folder / name).exists())
    if is_stale and gone:
        raise LoadError(
            f"{job.where}: its files must be read again, because sources.yml or a mapping now says "
            f"otherwise what they hold, but {', '.join(gone)} is no longer in {folder}. Put it "
            "back for one load"
        )
    if not found and not known:
        raise LoadError(
            f"{job.where}: no file {job.table.files} in {folder}. Put it there, or correct `files` "
            "or `path` in sources.yml, or the data folder"
        )


def take_away(connection: duckdb.DuckDBPyConnection, jobs: list[Job]) -> None:
    """Delete what killed loads left and what later versions of files replaced."""
    sweep_files(connection)
    for job in jobs:
        if job.source.kind == "files":
            sweep(connection, job.source.name, job.table.name)
