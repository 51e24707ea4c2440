"""How requests to HubSpot are signed: the token of a private app, or OAuth that is renewed."""

import time

import requests
from requests.auth import AuthBase

from ingestion.api.client import Api
from ingestion.api.renewed import Renewed
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


class OAuth(Renewed):
    """Signs with an access token: renewed before it ends, or when HubSpot says that it has.

    Args:
        job: What errors are about; its requests are counted.
        address: Where the API begins.
        secrets: `client_id`, `client_secret` and `refresh_token`.
    """

    def __init__(self, job: Job, address: str, secrets: dict[str, str]) -> None:
        super().__init__(job)
        self._login, self._secrets, self._ends = Api(job, address), secrets, 0.0

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign a request with a token that has not ended by our clock."""
        if time.monotonic() >= self._ends:
            self.renew()
        return super().__call__(request)

    def renew(self) -> None:
        """Ask for a new access token."""
        form = {"grant_type": "refresh_token", **self._secrets}
        granted = self._login.ask(_TOKEN, form=form).json()
        if not isinstance(granted, dict) or "access_token" not in granted:
            raise LoadError(f"{self.job.where}: HubSpot gives no token")
        self.token = granted["access_token"]
        self._ends = time.monotonic() + int(granted.get("expires_in", "1800")) - _MARGIN


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
