"""One request that tells a CRM new values: what it took, and what it refused in its own words."""

from typing import Any, Literal

import requests

from ingestion.api.answers import failure
from ingestion.api.client import Api
from ingestion.errors import LoadError
from ingestion.job import Job
from perfos.company.sources import Source, Table

Fields = dict[str, str | None]
Records = dict[str, Fields]


class NotTaken(Exception):
    """A request that the CRM refuses whole, for what it says."""


def job_of(source: Source, object_: str) -> Job:
    """Return what counts requests, and what errors are about."""
    from pathlib import Path

    from ingestion.door.typed import Shape

    table = Table.model_construct(name=object_, object=object_)
    return Job(source, table, Shape((), {}), Path(), lambda _: None)


def tell(api: Api, path: str, method: Literal["POST", "PATCH"], body: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the JSON that a CRM answers.

    What is repeated, after 429, 5xx or a broken connection, tells the same values again.

    Raises:
        NotTaken: What was told is wrong (400).
        LoadError: The CRM does not answer, or refuses whoever asks.
    """
    status = None
    try:
        answer = api.client.request(path, method, json=body, hooks=api.hooks)
        return answer.json() if "json" in answer.headers.get("Content-Type", "") else None
    except requests.RequestException as error:
        problem = failure(api.job.where, api.host, error)
        status = error.response.status_code if error.response is not None else None
    # Raised outside of the handler: the request, which holds a token, must not travel along.
    if status == requests.codes.bad_request:
        raise NotTaken(problem)
    raise LoadError(problem)
