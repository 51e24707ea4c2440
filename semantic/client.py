"""Asking the semantic layer: the only way in which dashboards, exports and checks get figures."""

import time
from collections.abc import Callable, Mapping
from typing import Any

import httpx

from semantic.errors import QueryError
from semantic.result import Result

URL = "http://127.0.0.1:4000"
BASE = "/cubejs-api/v1"
ADVICE = {
    401: "a token is missing: mint one with semantic.tokens.mint",
    403: "mint a new token with semantic.tokens.mint; it lasts 15 minutes and one company",
}

Query = Mapping[str, Any]


class SemanticClient:
    """A connection to the semantic layer for one person.

    Args:
        url: Where the server is.
        token: Gives a valid token each time it is called; see `semantic.tokens.renewed`.
        patience: For how many seconds a query that takes long is waited for.
    """

    def __init__(
        self, url: str = URL, token: Callable[[], str] = lambda: "", patience: float = 60
    ) -> None:
        self._token = token
        self._patience = patience
        self._http = httpx.Client(base_url=f"{url}{BASE}", timeout=30)

    def __enter__(self) -> "SemanticClient":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def load(self, query: Query) -> Result:
        """Return the rows of a query.

        Args:
            query: Measures, dimensions, filters and so on, as Cube's REST API has them.

        Raises:
            QueryError: The server refused the query or the token, failed, or is not there.
        """
        return Result.of(self._ask("load", {"query": query}))

    def meta(self) -> list[dict[str, Any]]:
        """Return the views that the person may ask, with all that is said of their members."""
        return list(self._ask("meta")["cubes"])

    def sql(self, query: Query) -> tuple[str, list[Any]]:
        """Return the SQL that a query becomes, row filters included, and its parameters."""
        statement, parameters = self._ask("sql", {"query": query})["sql"]["sql"]
        return statement, parameters

    def dry_run(self, query: Query) -> dict[str, Any]:
        """Check a query without running it; return how the server understands it."""
        return self._ask("dry-run", {"query": query})

    def _ask(self, what: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask until there is an answer that is not `Continue wait`."""
        give_up = time.monotonic() + self._patience
        while True:
            answer = self._once(what, body)
            if answer.get("error") != "Continue wait":
                return answer
            if time.monotonic() > give_up:
                raise QueryError(
                    f"the query is not ready after {self._patience:g} s: ask for less, "
                    "or give the client more patience"
                )

    def _once(self, what: str, body: dict[str, Any] | None) -> dict[str, Any]:
        """Ask once."""
        token = self._token()
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            answer = self._http.request(
                "POST" if body else "GET", f"/{what}", json=body, headers=headers
            )
        except httpx.HTTPError as error:
            raise QueryError(
                f"no answer from {self._http.base_url} ({error or type(error).__name__}): "
                "start the server with `make serve`"
            ) from error
        try:
            content: dict[str, Any] = answer.json()
        except ValueError:
            raise QueryError(
                f"{self._http.base_url} is not the semantic layer; it says: {answer.text[:200]}",
                answer.status_code,
            ) from None
        if answer.is_success:
            return content
        advice = ADVICE.get(answer.status_code, "`SemanticClient.meta()` lists what may be asked")
        raise QueryError(
            f"{content.get('error', answer.reason_phrase)}; {advice}", answer.status_code
        )
