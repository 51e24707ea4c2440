"""One request that tells a CRM new values: what it took, and what it refused in its own words."""

from pathlib import Path
from typing import Any, Literal

import requests

from ingestion.api.answers import Refused
from ingestion.api.client import Api
from ingestion.door.typed import Shape
from ingestion.job import Job
from perfos.company.sources import Source, Table

Fields = dict[str, str | None]
Records = dict[str, Fields]


class NotTaken(Exception):
    """A request that the CRM refuses whole, for what it says."""


def job_of(source: Source, object_: str) -> Job:
    """Return what counts requests, and what errors are about."""
    table = Table.model_construct(name=object_, object=object_)
    return Job(source, table, Shape((), {}), Path(), lambda _: None)


def tell(api: Api, path: str, method: Literal["POST", "PATCH"], body: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the JSON that a CRM answers.

    What is repeated, after 429, 5xx or a broken connection, tells the same values again.

    Raises:
        NotTaken: What was told is wrong (400).
        LoadError: The CRM does not answer, or refuses whoever asks.
    """
    try:
        answer = api.ask(path, body=body, method=method)
    except Refused as error:
        if error.status == requests.codes.bad_request:
            raise NotTaken(str(error)) from None
        raise
    return answer.json() if "json" in answer.headers.get("Content-Type", "") else None
