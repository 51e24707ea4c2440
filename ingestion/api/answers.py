"""What an API answers: JSON with exact numbers, and refusals in its own words."""

import json
from collections.abc import Mapping
from typing import Any

import requests

from ingestion.errors import LoadError

_ADVICE = {401: "; check the token", 403: "; check what the token may read"}


class Refused(LoadError):
    """An API refuses, or does not answer.

    Attributes:
        status: Of its answer; 0 if there is none.
        code: What the vendor calls the error; empty if it has no name.
    """

    def __init__(self, problem: str, status: int, code: str) -> None:
        super().__init__(problem)
        self.status, self.code = status, code


def exact_json(content: bytes) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Return JSON with each number as the text that was sent.

    Raises:
        ChunkedEncodingError: It ends in the middle; dlt's session asks again.
    """
    try:
        return json.loads(content or b"null", parse_float=str, parse_int=str)
    except ValueError:
        raise requests.exceptions.ChunkedEncodingError("the JSON is not whole") from None


def _told(answer: requests.Response) -> dict[str, Any]:
    """Return the vendor's error: an object, or the first one of a list; empty if it is neither."""
    try:
        found = json.loads(answer.content)
    except ValueError:
        return {"message": answer.text}
    if isinstance(found, list) and found:
        found = found[0]
    return found if isinstance(found, dict) else {"message": found}


def refused(
    where: str, host: str, error: requests.RequestException, advice: Mapping[str, str]
) -> Refused:
    """Return what went wrong with a request, without what was sent.

    Args:
        where: What asked.
        host: What was asked.
        error: As requests raised it.
        advice: What to do about the vendor's codes of errors.
    """
    answer = error.response
    if answer is None:
        return Refused(f"{where}: {host} does not answer ({type(error).__name__})", 0, "")
    told, status = _told(answer), answer.status_code
    code = str(told.get("errorCode") or told.get("error") or "")
    text = told.get("message") or told.get("error_description") or code
    said = " ".join(str(text).split())[:300] or answer.reason or "nothing"
    if found := advice.get(code) or _ADVICE.get(status):
        said = said.rstrip(".") + found
    return Refused(f"{where}: {host} says {status}: {said}", status, code)
