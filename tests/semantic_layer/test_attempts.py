"""Generated attempts: the answer is the one that an auditor gets about one's own rows alone."""

import json

import httpx
import pytest

from tests.semantic_layer.attempts import OWNED, PEOPLE, attempts

SEEN = {"r11": ["r11"], "r24": ["r24"], "m1": ["m1", "r11", "r12", "r13", "r14"]}


def ask(world, http, token, query):
    """Return an answer of `/v1/load`."""
    return http.post(
        f"{world.url}/cubejs-api/v1/load", json={"query": query}, headers={"Authorization": token}
    )


def rows(answer):
    """Return the rows in an order that does not matter."""
    return sorted(json.dumps(row, sort_keys=True) for row in answer.json()["data"])


def try_all(world, seed, count):
    """Make the attempts in turn as each of a few people; return how many were answered."""
    views = {view["name"]: view for view in world.client("gerd").meta()}
    tokens = {who: world.token(who) for who in ("gerd", *SEEN)}
    answered = 0
    with httpx.Client(timeout=30) as http:
        for number, (view, query) in enumerate(attempts(views, seed, count)):
            who = list(SEEN)[number % len(SEEN)]
            answer = ask(world, http, tokens[who], query)
            if answer.status_code != 200:
                continue
            answered += 1
            owner = f"{view}.{OWNED[view]}"
            own = {"member": owner, "operator": "equals", "values": SEEN[who]}
            allowed = ask(
                world, http, tokens["gerd"], {**query, "filters": [*query["filters"], own]}
            )
            assert rows(answer) == rows(allowed), (who, query)
            others = set(PEOPLE) - set(SEEN[who])
            if owner in query["dimensions"]:
                assert not others & {row[owner] for row in answer.json()["data"]}, (who, query)
    return answered


def test_two_hundred_attempts(world):
    assert try_all(world, seed=11, count=200) > 120


@pytest.mark.proof
def test_two_thousand_attempts(world):
    assert try_all(world, seed=2026, count=2000) > 1200
