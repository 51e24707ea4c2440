"""One HTTP API: what is asked, repeated and counted, with exact numbers and errors that tell."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import requests
from dlt.common.configuration.resolve import resolve_configuration
from dlt.common.configuration.specs import RuntimeConfiguration
from dlt.sources.helpers.requests import Client
from dlt.sources.helpers.rest_client.client import RESTClient
from dlt.sources.helpers.rest_client.paginators import BasePaginator
from requests.auth import AuthBase

from ingestion.api.answers import Refused, exact_json, refused
from ingestion.errors import LoadError
from ingestion.job import Job

_AT_HOME = ("localhost", "127.0.0.1", "::1")
_BROKEN = (requests.exceptions.ChunkedEncodingError, requests.ConnectionError)


class Api:
    """An HTTP API, asked about one table.

    Answers 429 and 5xx, broken connections and JSON that ends in the middle are repeated, after the
    time that `Retry-After` says or a growing one. How often and how long is set as dlt sets it:
    `RUNTIME__REQUEST_MAX_ATTEMPTS`, `RUNTIME__REQUEST_BACKOFF_FACTOR`,
    `RUNTIME__REQUEST_MAX_RETRY_DELAY`. Numbers of JSON arrive as the text that was sent.

    Args:
        job: The table; its requests are counted.
        address: Where the API begins, such as `https://api.hubapi.com`.
        auth: Signs requests; None where an API is open to all.
        limits: Headers that tell how many requests are left.

    Attributes:
        advice: What to do about the vendor's codes of errors.

    Raises:
        LoadError: The address would send secrets in the clear.
    """

    def __init__(
        self, job: Job, address: str, auth: AuthBase | None = None, limits: tuple[str, ...] = ()
    ) -> None:
        self.job, self.limits, self.advice = job, limits, dict[str, str]()
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in _AT_HOME:
            raise LoadError(
                f"{job.where}: the address {address} is not https, so that anybody on the way "
                "could read the token. Write it with https://"
            )
        self.host = parts.netloc
        told = resolve_configuration(RuntimeConfiguration())
        self.attempts = told.request_max_attempts
        session = Client(
            raise_for_status=False,
            request_max_attempts=told.request_max_attempts,
            request_backoff_factor=told.request_backoff_factor,
            request_max_retry_delay=told.request_max_retry_delay,
        ).session
        self.client = RESTClient(address, auth=auth, session=session)
        self.hooks: Any = {"response": [self._checked]}

    def ask(
        self,
        path: str,
        params: dict[str, Any] | None = None,
        body: dict[str, Any] | None = None,
        method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] | None = None,
        form: dict[str, str] | None = None,
    ) -> requests.Response:
        """Return the answer to one request: where no method is named, a POST if something is sent.

        Raises:
            Refused: The API refuses, or does not answer.
        """
        way = method or ("GET" if body is form is None else "POST")
        sent = {"params": params, "json": body, "data": form, "hooks": self.hooks}
        try:
            return self.client.request(path, way, **sent)
        except requests.RequestException as error:
            problem = self._refused(error)
        # Outside of the handler: the request, which holds a token, must not travel along.
        raise problem

    def pages(
        self, path: str, rows: str, paginator: BasePaginator, params: dict[str, Any] | None = None
    ) -> Iterator[list[Any]]:
        """Yield page after page of a GET.

        Args:
            path: Where the first page is.
            rows: JSON path of the rows within a page.
            paginator: How a page names the next one.
            params: Of the first page.

        Raises:
            Refused: The API refuses, or does not answer.
        """
        try:
            for page in self.client.paginate(
                path, params=params, paginator=paginator, data_selector=rows, hooks=self.hooks
            ):
                yield list(page)
            return
        except requests.RequestException as error:
            problem = self._refused(error)
        raise problem

    def download(self, path: str, target: Path, params: Any = None) -> dict[str, str]:  # noqa: ANN401
        """Stream one answer into a file, as often as it breaks off; return its headers.

        Raises:
            Refused: The API refuses, does not answer, or breaks off again and again.
        """
        for attempt in range(1, self.attempts + 1):
            try:
                with (
                    self.client.get(path, params, stream=True, hooks=self.hooks) as answer,
                    target.open("wb") as file,
                ):
                    for chunk in answer.iter_content(1 << 20):
                        file.write(chunk)
                    return dict(answer.headers)
            except requests.RequestException as error:
                problem = self._refused(error)
                if not isinstance(error, _BROKEN) or attempt == self.attempts:
                    break
        raise problem

    def _refused(self, error: requests.RequestException) -> Refused:
        return refused(self.job.where, self.host, error, self.advice)

    def _checked(self, response: requests.Response, **_: object) -> None:
        """Count a response, refuse one that is none, and read its JSON with exact numbers."""
        self.job.requests += 1
        for name in self.limits:
            if name in response.headers:
                self.job.limit = f"{name}: {response.headers[name]}"
        is_refusal = response.status_code >= 400
        if "json" in response.headers.get("Content-Type", ""):
            read = exact_json(response.content)
            response.json = lambda **_: read  # type: ignore[method-assign]
        elif is_refusal:
            response.content  # noqa: B018 (if it breaks off, the request is repeated)
        if is_refusal:
            raise requests.HTTPError(f"status {response.status_code}", response=response)
