"""How requests to HubSpot are signed: the token of a private app, or OAuth that is renewed."""

import time
from typing import Any

import requests
from dlt.common.configuration.resolve import resolve_configuration
from dlt.common.configuration.specs import RuntimeConfiguration
from dlt.sources.helpers.requests import Client
from requests.auth import AuthBase

from ingestion.api.answers import exact_json, failure
from ingestion.errors import LoadError
from ingestion.job import Job
from ingestion.secrets import optional_secret, secret

_TOKEN = "/oauth/v3/token"  # noqa: S105
_OAUTH = ("client_id", "client_secret", "refresh_token")
# Renewed so long before it ends, in seconds: a request on its way must not arrive too late.
_MARGIN = 60


class Bearer(AuthBase):
    """Signs with a token that does not end."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign a request."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


class OAuth(AuthBase):
    """Signs with an access token: renewed before it ends, or when HubSpot says that it has.

    Args:
        job: What errors are about; its requests are counted.
        address: Where the API begins.
        secrets: `client_id`, `client_secret` and `refresh_token`.
    """

    def __init__(self, job: Job, address: str, secrets: dict[str, str]) -> None:
        self._job, self._address, self._secrets = job, address, secrets
        self._token, self._ends = "", 0.0

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign a request, and send it once more if the token turns out to have ended."""
        if time.monotonic() >= self._ends:
            self._renew()
        request.headers["Authorization"] = f"Bearer {self._token}"
        request.register_hook("response", self._again)
        return request

    def _again(self, answer: requests.Response, **sending: Any) -> requests.Response:  # noqa: ANN401
        """Return the answer to the same request with a token that has not ended."""
        if answer.status_code != 401:
            return answer
        request = answer.request
        # Else another token has come meanwhile: the request waited to be repeated.
        if request.headers["Authorization"] == f"Bearer {self._token}":
            self._renew()
        answer.close()
        request.headers["Authorization"] = f"Bearer {self._token}"
        again: requests.Response = answer.connection.send(request, **sending)
        return again

    def _renew(self) -> None:
        """Ask for a new access token."""
        told = resolve_configuration(RuntimeConfiguration())
        session = Client(
            raise_for_status=False,
            request_max_attempts=told.request_max_attempts,
            request_backoff_factor=told.request_backoff_factor,
            request_max_retry_delay=told.request_max_retry_delay,
        ).session
        form = {"grant_type": "refresh_token", **self._secrets}
        granted: Any = None
        problem = "HubSpot gives no token"
        try:
            answer = session.post(
                self._address + _TOKEN, data=form, hooks={"response": [self._checked]}
            )
            granted = exact_json(answer.content)
        except requests.RequestException as error:
            problem = failure(self._job.where, "OAuth of HubSpot", error)
        # Raised outside of the handler: the request, which holds secrets, must not travel along.
        if not isinstance(granted, dict) or "access_token" not in granted:
            raise LoadError(problem)
        self._token = granted["access_token"]
        self._ends = time.monotonic() + int(granted.get("expires_in", "1800")) - _MARGIN

    def _checked(self, answer: requests.Response, **_: object) -> None:
        """Count an answer, and refuse one that is none."""
        self._job.requests += 1
        if answer.status_code >= 400:
            raise requests.HTTPError(f"status {answer.status_code}", response=answer)
        exact_json(answer.content)


def auth_of(job: Job, address: str) -> AuthBase:
    """Return what signs requests: with `token`, or with the three secrets of OAuth.

    Raises:
        LoadError: A secret is not set.
    """
    name = job.source.name
    if not any(optional_secret(name, each) for each in _OAUTH):
        what = "the token of the private app (or client_id, client_secret, refresh_token of OAuth)"
        return Bearer(secret(name, "token", job.where, what).strip())
    found = {each: secret(name, each, job.where, f"{each} of OAuth").strip() for each in _OAUTH}
    return OAuth(job, address, found)
