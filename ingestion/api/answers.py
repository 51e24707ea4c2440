"""What an API answers: JSON with exact numbers, and refusals in its own words."""

import json
from typing import Any

import requests

_ADVICE = {401: "; check the token", 403: "; check what the token may read"}


def exact_json(content: bytes) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Return JSON with each number as the text that was sent.

    Raises:
        ChunkedEncodingError: It ends in the middle; dlt's session asks again.
    """
    try:
        return json.loads(content or b"null", parse_float=str, parse_int=str)
    except ValueError:
        raise requests.exceptions.ChunkedEncodingError("the JSON is not whole") from None


def _said(answer: requests.Response) -> str:
    """Return the vendor's message: a few words, on one line."""
    try:
        found = json.loads(answer.content)
    except ValueError:
        found = answer.text
    if isinstance(found, list) and found:
        found = found[0]
    if isinstance(found, dict):
        found = found.get("message") or found.get("error_description") or found.get("error") or ""
    return " ".join(str(found).split())[:300] or answer.reason or "nothing"


def failure(where: str, host: str, error: requests.RequestException) -> str:
    """Return what went wrong with a request, without what was sent.

    Args:
        where: What asked.
        host: What was asked.
        error: As requests raised it.
    """
    answer = error.response
    if answer is None:
        return f"{where}: {host} does not answer ({type(error).__name__})"
    said = _said(answer) + _ADVICE.get(answer.status_code, "")
    return f"{where}: {host} says {answer.status_code}: {said}"
