"""An account of HubSpot: answers that are checked, and lists page after page."""

from collections.abc import Iterator
from typing import Any

from ingestion.api.client import Api
from ingestion.errors import LoadError
from ingestion.hubspot.auth import auth_of
from ingestion.job import Job
from ingestion.secrets import setting

Row = dict[str, Any]

ADDRESS = "https://api.hubapi.com"
# OAuth has no limit of the day; where there is one, it is the one that is told.
LIMITS = ("X-HubSpot-RateLimit-Remaining", "X-HubSpot-RateLimit-Daily-Remaining")
PAGE = 100


class Account:
    """The account that a source names, asked about one table.

    Args:
        job: The table.

    Raises:
        LoadError: A secret is not set, or the address is not https.
    """

    def __init__(self, job: Job) -> None:
        self.where = job.where
        self._api = api_of(job)

    def page(self, path: str, params: Row | None = None, body: Row | None = None) -> Row:
        """Return one answer, which has a list `results`: a POST if there is a body.

        What a batch did not find is left out of it.

        Raises:
            LoadError: HubSpot refuses, does not answer, or answers something else.
        """
        sent = self._api.ask(path, params, body)
        # Other content would be read with numbers that are not exact.
        answer = sent.json() if "json" in sent.headers.get("Content-Type", "") else None
        if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
            raise LoadError(f"{self.where}: HubSpot's answer to {path} has no results")
        for error in answer.get("errors") or []:
            if error.get("category") != "OBJECT_NOT_FOUND":
                raise LoadError(
                    f"{self.where}: HubSpot could not answer {path} whole: {error.get('message')}"
                )
        return answer

    def listing(self, path: str, params: Row | None = None) -> Iterator[list[Row]]:
        """Yield the rows of a list, page after page.

        Raises:
            LoadError: HubSpot refuses, does not answer, or names a page again and again.
        """
        told, after = params or {}, None
        while True:
            answer = self.page(path, {**told, "after": after} if after else told)
            yield answer["results"]
            before, after = after, next_page(answer)
            if not after:
                return
            if after == before:
                raise LoadError(f"{self.where}: HubSpot names the page {after} again; try later")


def api_of(job: Job) -> Api:
    """Return the API of the account that a source names.

    Raises:
        LoadError: A secret is not set, or the address is not https.
    """
    address = setting(job.source.name, "address") or job.source.address or ADDRESS
    address = address.rstrip("/")
    return Api(job, address, auth_of(job, address), LIMITS)


def next_page(answer: Row) -> str | None:
    """Return the cursor of the page after this one, or None."""
    paging = answer.get("paging") or {}
    after = (paging.get("next") or {}).get("after")
    return str(after) if after is not None else None
