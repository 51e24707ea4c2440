"""The dlt source of a company: one resource for each table, and raw.files after them."""

from collections.abc import Iterable, Iterator
from typing import Any

import dlt
from dlt.common.schema.typing import TColumnSchema, TSchemaContract, TWriteDisposition
from dlt.extract import DltResource, DltSource

from ingestion.files.resource import file_rows, file_versions
from ingestion.files.versions import Plan
from ingestion.job import Job
from ingestion.resource import asked_rows
from ingestion.settings import DATASET

# What becomes of a new column, or of cells of another type, is decided at the door: a dimension, a
# problem of the row, an error that names the column. Nothing else may change a raw table.
_CONTRACT: TSchemaContract = {"tables": "evolve", "columns": "freeze", "data_type": "freeze"}


def raw_source(jobs: list[Job], plans: dict[str, Plan]) -> DltSource:
    """Return the source that dlt loads.

    Files only ever add rows (`ingestion.files.raw_files` says why that is enough); a table that is
    asked for is replaced whole, or merged by its key if only its news are asked for.

    Args:
        jobs: The tables, in order.
        plans: What to do about the files of each table, by name of the raw table.
    """
    versions: list[dict[str, object]] = []

    def resources() -> Iterator[DltResource]:
        for job in jobs:
            disposition: TWriteDisposition = "append"
            if job.source.kind != "files":
                disposition = "merge" if job.merge_key else "replace"
            yield dlt.resource(
                _remembered(job, plans, versions),
                name=job.name,
                write_disposition=disposition,
                merge_key=job.merge_key,
                schema_contract=_CONTRACT,
                columns=_in_utc(
                    name for name, type_ in job.shape.types.items() if type_.type == "timestamp"
                ),
            )
        yield dlt.resource(
            file_versions(versions),
            name="files",
            write_disposition="append",
            columns=_in_utc(["loaded_at"]),
        )

    return dlt.source(resources, name=DATASET)()


def rehearse(job: Job, plans: dict[str, Plan]) -> None:
    """Read a table and keep nothing: what is wrong with it is told before anything is dropped."""
    for _ in _rows(job, plans, [], {}):
        pass


def _rows(
    job: Job,
    plans: dict[str, Plan],
    versions: list[dict[str, object]],
    state: dict[str, Any],
) -> Iterator[Any]:
    if job.source.kind == "files":
        return file_rows(job, plans[job.name], versions)
    return asked_rows(job, state)


def _remembered(
    job: Job, plans: dict[str, Plan], versions: list[dict[str, object]]
) -> Iterator[Any]:
    """Yield the rows of a table; note in dlt's state, part of the package, how it was read."""
    state = dlt.current.resource_state()
    state["fingerprint"] = job.fingerprint
    yield from _rows(job, plans, versions, state)


def _in_utc(names: Iterable[str]) -> dict[str, TColumnSchema]:
    """Return the hints that make columns TIMESTAMP: a moment in UTC that no time zone shifts."""
    return {name: {"name": name, "data_type": "timestamp", "timezone": False} for name in names}
