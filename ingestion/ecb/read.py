"""The euro reference rates, one row for each day and currency: units of it for one euro."""

import zipfile
from pathlib import Path
from typing import Any

import duckdb

from ingestion.api.client import Api
from ingestion.door.records import Records
from ingestion.errors import LoadError
from ingestion.files.delimited import read_delimited
from ingestion.files.unpivot import unpivoted
from ingestion.job import Job
from ingestion.secrets import setting
from perfos.company.source_table import Table, Unpivot

ADDRESS = "https://www.ecb.europa.eu/stats/eurofxref/"
OBJECTS = {"history": "eurofxref-hist.zip", "daily": "eurofxref.zip"}
"""`history` is every working day since 1999; `daily` is the last one, added to those in raw."""

_WANTED = Unpivot(keep=("date",), name="currency", value="rate")
_BIGGEST = 100 * 1024 * 1024


def merge_key(table: Table) -> tuple[str, ...]:
    """Return the columns of a rate that is published again; the whole history is replaced."""
    return () if table.object == "history" else ("date", "currency")


def probe(job: Job) -> None:
    """Fetch the rates of the last day."""
    _fetched(job, OBJECTS["daily"])


def read(
    scratch: duckdb.DuckDBPyConnection,
    job: Job,
    watermark: Any,  # noqa: ANN401 (each file is whole)
) -> tuple[Records, Any]:
    """Read the file; a currency without a rate of the day (`N/A`) has no row.

    Raises:
        LoadError: There is no such file, or it is not what the bank publishes.
    """
    name = OBJECTS.get(job.table.object or "")
    if name is None:
        raise LoadError(f"{job.where}: no object {job.table.object}; allowed: {', '.join(OBJECTS)}")
    text = _unpacked(_fetched(job, name), job)
    records = read_delimited(scratch, text, job.where, {"date"}, None, ",", job.scratch)
    text.unlink()
    records = unpivoted(scratch, records, _WANTED)
    scratch.execute("delete from records where trim(rate) = 'N/A'")
    return records, None


def _fetched(job: Job, name: str) -> Path:
    """Return the archive of a name."""
    address = setting(job.source.name, "address") or job.source.address or ADDRESS
    packed = job.scratch / name
    Api(job, address).download(name, packed)
    return packed


def _unpacked(packed: Path, job: Job) -> Path:
    """Return the one CSV file of the archive."""
    try:
        with zipfile.ZipFile(packed) as archive:
            (member,) = archive.infolist()
            if member.file_size > _BIGGEST:
                raise LoadError(f"{job.where}: {member.filename} has {member.file_size} bytes")
            target = job.scratch / "rates.csv"
            target.write_bytes(archive.read(member))
    except (zipfile.BadZipFile, ValueError):
        raise LoadError(
            f"{job.where}: {packed.name} is not an archive of one file, as the ECB publishes it. "
            "Check the address, and whether a proxy answers in its place"
        ) from None
    packed.unlink()
    return target
