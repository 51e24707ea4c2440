"""The destination of dlt that a CRM is: it gets batches of records, and tells them to the API."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import dlt
import pyarrow as pa

from ingestion.settings import DLT_SETTINGS

Send = Callable[[list[dict[str, Any]]], None]


class Stopped(Exception):
    """Nothing more can be sent; the message says why."""


def deliver(records: pa.Table, batch: int, send: Send, folder: Path) -> None:
    """Send records, one batch after another.

    Args:
        records: One row for each record.
        batch: How many at once.
        send: Called with each batch; it may raise `Stopped`.
        folder: Dlt's working folder. What a kill has left there is thrown away: what is still to be
            sent is known from the receipts.

    Raises:
        Stopped: As `send` has raised it.
    """
    os.environ.update(DLT_SETTINGS)
    shutil.rmtree(folder, ignore_errors=True)
    stopped: list[Stopped] = []

    @dlt.destination(
        name="crm",
        batch_size=batch,
        loader_file_format="parquet",
        naming_convention="direct",
        loader_parallelism_strategy="sequential",
    )
    def crm(items: Any, table: Any) -> None:  # noqa: ANN401 (as dlt has them)
        if stopped:
            return
        try:
            send(items.to_pylist())
        except Stopped as error:
            # Not dlt's to repeat: the client has repeated what may be.
            stopped.append(error)

    pipeline = dlt.pipeline("writeback", pipelines_dir=str(folder), destination=crm)
    pipeline.run(records, table_name="record", write_disposition="append")
    if stopped:
        raise stopped[0]
