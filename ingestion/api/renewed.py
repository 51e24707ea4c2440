"""A token that ends: a request that is refused because of it is sent again with a new one."""

from typing import Any

import requests
from requests.auth import AuthBase

from ingestion.job import Job


class Renewed(AuthBase):
    """Signs requests with a token, and knows how to get another one.

    Args:
        job: The table; its requests are counted.
    """

    def __init__(self, job: Job) -> None:
        self.job, self.token = job, ""

    def renew(self) -> None:
        """Set `token` to a new one.

        Raises:
            LoadError: There is none to be had.
        """
        raise NotImplementedError

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign a request."""
        request.headers["Authorization"] = f"Bearer {self.token}"
        request.register_hook("response", self._again)
        return request

    def _again(self, response: requests.Response, **sending: Any) -> requests.Response:  # noqa: ANN401
        """Return the answer to the same request with a new token, if the token has ended."""
        is_new = False
        while response.status_code == 401 and not is_new:
            _ = response.content  # so that the connection is free
            response.close()
            # A request that is repeated may still have the token before.
            is_new = response.request.headers["Authorization"] == f"Bearer {self.token}"
            if is_new:
                self.renew()
            self.job.requests += 1
            request = response.request.copy()
            request.headers["Authorization"] = f"Bearer {self.token}"
            response = response.connection.send(request, **sending)
        return response
