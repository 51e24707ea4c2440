"""The organisation: its address, its version, its limits."""

from ingestion.api.client import Api
from ingestion.job import Job
from ingestion.salesforce.advice import ADVICE
from ingestion.salesforce.auth import Token
from ingestion.secrets import setting

# Spring '26. A version is served for three years at least.
_VERSION = "66.0"


def connected(job: Job) -> Api:
    """Log in and return the organisation's API, whose paths begin after the version.

    Raises:
        LoadError: The address or a secret is missing, or the login is refused.
    """
    token = Token(job)
    version = (setting(job.source.name, "api_version") or _VERSION).removeprefix("v")
    address = f"{token.instance.rstrip('/')}/services/data/v{version}"
    api = Api(job, address, token, ("Sforce-Limit-Info",))
    api.advice = ADVICE
    return api
