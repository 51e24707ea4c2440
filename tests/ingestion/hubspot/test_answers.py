"""Answers that could lose rows are refused, and none is taken for the end of a list."""

import json
from datetime import UTC, datetime

import pytest

from ingestion.errors import LoadError


def answering(text, kind="application/json"):
    """Return an application that has one answer to everything.

    It says how long the answer is: else the client waits until the server closes the connection,
    and the server until the client has sent all, which takes a minute.
    """
    body = text.encode()

    def app(_, start_response):
        headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        start_response("200 OK", headers)
        return [body]

    return app


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({}, "answer to /crm/v3/owners has no results"),
        ([], "has no results"),
        ({"results": None}, "has no results"),
        ({"results": [], "paging": {"next": {"after": "1"}}}, "names the page 1 again"),
        (
            {"results": [], "errors": [{"category": "VALIDATION_ERROR", "message": "no"}]},
            "could not answer /crm/v3/owners whole: no",
        ),
    ],
)
def test_answers_that_are_not_lists(asked, door, answer, said):
    door[1].append(answering(json.dumps(answer)))
    with pytest.raises(LoadError) as raised:
        asked.read("owners")
    assert said in str(raised.value)


def test_a_page_for_people(asked, door):
    door[1].append(answering("<html>Sign in</html>", "text/html"))
    with pytest.raises(LoadError, match="has no results"):
        asked.read("owners")


@pytest.mark.parametrize("ids", [("2", "1"), ("1", "1")])
def test_a_search_that_loses_its_order(asked, door, ids):
    properties = {"hs_lastmodifieddate": "2024-01-01T00:00:00Z"}
    rows = [{"id": id_, "name": "amount", "properties": properties} for id_ in ids]
    answer = {"results": rows, "paging": {"next": {"after": "2"}}}
    door[1].append(answering(json.dumps(answer)))
    with pytest.raises(LoadError, match="does not answer in the order of ids"):
        asked.read("deals", "amount", since=datetime(2024, 1, 1, tzinfo=UTC))
