"""What dlt extracts for a table of files: typed rows, then one row for each file version."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from ingestion.door.names import require
from ingestion.door.records import Records, open_scratch
from ingestion.door.typed import typed_rows
from ingestion.errors import LoadError
from ingestion.files.delimited import read_delimited
from ingestion.files.jsonl import read_jsonl
from ingestion.files.parquet import read_parquet
from ingestion.files.unpivot import unpivoted
from ingestion.files.versions import FileOnDisk, Plan, has_changed
from ingestion.files.xlsx import read_xlsx
from ingestion.job import Job

_FORMATS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".xlsx": "xlsx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
_VERSIONS = pa.schema(
    [
        ("source", pa.string()),
        ("table_name", pa.string()),
        ("file", pa.string()),
        ("sha256", pa.string()),
        ("bytes", pa.int64()),
        ("rows", pa.int64()),
        ("loaded_at", pa.timestamp("us")),
    ]
)


def file_rows(
    job: Job, plan: Plan, versions: list[dict[str, object]]
) -> Iterator[pa.RecordBatch | pa.Table]:
    """Yield the rows of the files that the plan reads, and note their versions.

    Args:
        job: The table.
        plan: What to do about its files.
        versions: Rows of raw.files are appended here.

    Raises:
        LoadError: A file cannot be loaded.
    """
    started = time.perf_counter()
    job.rows_new = 0
    for file in plan.load:
        job.progress(f"{job.where}: reading {file.name}")
        rows = 0
        with open_scratch(job.scratch) as connection:
            records = _read(connection, job, file)
            require(records.columns, job.shape.used, records.where)
            job.columns.update(records.columns)
            for batch in typed_rows(connection, records, job.shape, file.name):
                rows += batch.num_rows
                yield batch
        if has_changed(file):
            raise LoadError(f"{job.where}: {file.name} was changed while it was read; run again")
        versions.append(_version(job, file, rows))
        job.rows_new += rows
    versions.extend(_version(job, file, None) for file in plan.empty)
    job.files_new, job.files_skipped = len(plan.load), plan.skipped
    job.seconds = time.perf_counter() - started


def file_versions(versions: list[dict[str, object]]) -> Iterator[pa.Table]:
    """Yield the rows of raw.files once all files are read; without any, an empty table."""
    yield pa.Table.from_pylist(versions, _VERSIONS)


def _version(job: Job, file: FileOnDisk, rows: int | None) -> dict[str, object]:
    """Return a row of raw.files; `rows` is NULL where another file holds the same content."""
    return {
        "source": job.source.name,
        "table_name": job.table.name,
        "file": file.name,
        "sha256": file.sha256,
        "bytes": file.bytes,
        "rows": rows,
        "loaded_at": datetime.now(UTC).replace(tzinfo=None),
    }


def _read(connection: duckdb.DuckDBPyConnection, job: Job, file: FileOnDisk) -> Records:
    """Read one file into the scratch tables, in the format that is declared or its suffix says."""
    where = f"{job.where}: {file.name}"
    table = job.table
    used = set(table.unpivot.keep if table.unpivot else job.shape.used)
    format_ = table.format or _format(file.path, where)
    if format_ == "parquet":
        records = read_parquet(connection, file.path, where)
    elif format_ == "xlsx":
        records = read_xlsx(connection, file.path, where, table.sheet, table.header)
    elif format_ == "jsonl":
        records = read_jsonl(connection, file.path, where, used, table.encoding, job.scratch)
    else:
        delimiter = table.delimiter or ("\t" if format_ == "tsv" else None)
        records = read_delimited(
            connection, file.path, where, used, table.encoding, delimiter, job.scratch, table.header
        )
    return unpivoted(connection, records, table.unpivot) if table.unpivot else records


def _format(path: Path, where: str) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    format_ = _FORMATS.get(suffixes[-1] if suffixes else "")
    if format_ is None:
        raise LoadError(
            f"{where}: the suffix does not say what format the file has. Declare it in sources.yml "
            f"at this table, one of {', '.join(sorted(set(_FORMATS.values())))}"
        )
    return format_
