"""What dlt extracts for a table that is asked for: typed rows."""

import time
from collections.abc import Iterator
from typing import Any

from ingestion.door.names import require
from ingestion.door.records import open_scratch
from ingestion.door.typed import typed_rows
from ingestion.job import Job
from ingestion.kinds import kind_of
from ingestion.watermark import restored, stored


def asked_rows(job: Job, state: dict[str, Any]) -> Iterator[Any]:
    """Yield the rows of a table: all of them, or those from the last watermark on.

    Args:
        job: The table.
        state: Holds the watermark of the last load, and of this one when all rows are out.

    Raises:
        LoadError: The source or its answer cannot be used.
    """
    started = time.perf_counter()
    job.rows_new = job.requests = 0
    job.progress(f"{job.where}: reading from {job.source.kind}")
    with open_scratch(job.scratch) as scratch:
        before = restored(state.get("watermark"))
        records, watermark = kind_of(job.source).read(scratch, job, before)
        require(records.columns, job.shape.used, job.where)
        job.columns.update(records.columns)
        file = job.table.object or job.table.table or job.table.name
        for batch in typed_rows(scratch, records, job.shape, file):
            job.rows_new += batch.num_rows
            yield batch
    if watermark is not None:
        state["watermark"] = stored(watermark)
    job.seconds = time.perf_counter() - started
