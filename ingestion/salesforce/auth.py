"""How a load logs in to Salesforce: a token, and a new one as soon as it has expired."""

import time

import jwt

from ingestion.api.client import Api
from ingestion.api.renewed import Renewed
from ingestion.errors import LoadError
from ingestion.job import Job
from ingestion.salesforce.advice import ADVICE
from ingestion.secrets import optional_secret, secret, setting, variable

_TOKEN = "services/oauth2/token"  # noqa: S105 (a path)
_JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_AUDIENCE = "https://login.salesforce.com"
# Salesforce takes an assertion for three minutes.
_ASSERTION_SECONDS = 180


class Token(Renewed):
    """Signs requests with what a login has given.

    Attributes:
        instance: Address of the organisation, as the login has told it.

    Args:
        job: The table; its source has the secrets.

    Raises:
        LoadError: A secret is missing, or Salesforce refuses the login.
    """

    def __init__(self, job: Job) -> None:
        super().__init__(job)
        self._login = Api(job, _address(job))
        self._login.advice = ADVICE
        self.renew()

    def renew(self) -> None:
        """Log in again."""
        told = self._login.ask(_TOKEN, form=_form(self.job)).json()
        self.instance, self.token = told["instance_url"], told["access_token"]


def _address(job: Job) -> str:
    """Return where to log in."""
    name = job.source.name
    address = setting(name, "address") or job.source.address
    if not address:
        raise LoadError(
            f"{job.where}: where is your Salesforce? Write `address: "
            f"https://acme.my.salesforce.com` at the source {name} in sources.yml, or set "
            f"{variable(name, 'address')}"
        )
    return address.rstrip("/")


def _form(job: Job) -> dict[str, str]:
    """Return the form of the login that the secrets are for."""
    name = job.source.name
    client = {"client_id": secret(name, "client_id", job.where, "the client id of the app")}
    given = {
        one: optional_secret(name, one) or ""
        for one in ("client_secret", "refresh_token", "username", "password", "private_key")
    }
    if given["private_key"]:
        assertion = _assertion(job, client["client_id"], given["username"], given["private_key"])
        return {"grant_type": _JWT, "assertion": assertion}
    if given["client_secret"]:
        client["client_secret"] = given["client_secret"]
    if given["refresh_token"]:
        return client | {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    if given["password"]:
        password = given["password"] + (optional_secret(name, "security_token") or "")
        user = secret(name, "username", job.where, "the user who logs in")
        return client | {"grant_type": "password", "username": user, "password": password}
    if given["client_secret"]:
        return client | {"grant_type": "client_credentials"}
    ways = ("private_key", "refresh_token", "password", "client_secret")
    raise LoadError(
        f"{job.where}: there is no secret to log in with. Set one of "
        f"{', '.join(variable(name, way) for way in ways)}"
    )


def _assertion(job: Job, client: str, user: str, key: str) -> str:
    """Return what says, signed by the private key, that the app may act for the user."""
    name = job.source.name
    claims = {
        "iss": client,
        "sub": user or secret(name, "username", job.where, "the user for whom the app acts"),
        "aud": setting(name, "audience") or _AUDIENCE,
        "exp": int(time.time()) + _ASSERTION_SECONDS,
    }
    try:
        # An environment variable often holds its lines as \n.
        return jwt.encode(claims, key.replace("\\n", "\n"), algorithm="RS256")
    except (ValueError, TypeError, jwt.PyJWTError):
        pass
    raise LoadError(
        f"{job.where}: {variable(name, 'private_key')} is no private key of RSA; it begins with "
        "-----BEGIN PRIVATE KEY-----"
    )
