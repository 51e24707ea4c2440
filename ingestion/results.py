"""What a load says of itself: rows, problems and control totals, counted in raw."""

from decimal import Decimal

import duckdb

from ingestion.door.names import quoted
from ingestion.drift import note_drift
from ingestion.job import Job, LoadResult


def result(connection: duckdb.DuckDBPyConnection, job: Job) -> LoadResult:
    """Return what the load did to a table, and note how its columns have changed."""
    sums = [name for name in job.shape.typed if job.shape.types[name].type in ("decimal", "rate")]
    columns = "".join(f", coalesce(sum({quoted(name)}), 0)" for name in sums)
    total, problems, *totals = connection.execute(
        f"select count(*), count(_problems){columns} from raw.{quoted(job.name)}"
    ).fetchall()[0]
    return LoadResult(
        source=job.source.name,
        table=job.table.name,
        rows_total=total,
        rows_new=job.rows_new,
        files_new=job.files_new,
        files_skipped=job.files_skipped,
        problems=problems,
        totals={name: Decimal(value) for name, value in zip(sums, totals, strict=True)},
        seconds=job.seconds,
        requests=job.requests,
        limit=job.limit,
        drift=note_drift(connection, job),
    )
