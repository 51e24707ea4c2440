"""Generated attempts: the answer is the one that an auditor gets about one's own rows alone."""

import json

import httpx
import pytest

from tests.semantic_layer.attempts import OWNED, PEOPLE, attempts

SEEN = {"r11": ["r11"], "r24": ["r24"], "m1": ["m1", "r11", "r12", "r13", "r14"]}


def ask(world, http, token, query):
    """Return the answer of `/v1/load`, or None where it is refused."""
    answer = http.post(
        f"{world.url}/cubejs-api/v1/load", json={"query": query}, headers={"Authorization": token}
    )
    return answer.json()["data"] if answer.status_code == 200 else None


def ordered(rows):
    """Return the rows in an order that does not matter."""
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


def try_all(world, seed, count):
    """Make the attempts in turn as each of a few people; return how many were answered."""
    views = {view["name"]: view for view in world.client("gerd").meta()}
    tokens = {who: world.token(who) for who in ("gerd", *SEEN)}
    answered = 0
    with httpx.Client(timeout=30) as http:
        for number, (view, query, is_foreign) in enumerate(attempts(views, seed, count)):
            who = list(SEEN)[number % len(SEEN)]
            rows = ask(world, http, tokens[who], query)
            if is_foreign:
                assert not rows, (who, query, rows)
            elif rows is not None:
                answered += 1
                owner = f"{view}.{OWNED[view]}"
                own = {"member": owner, "operator": "equals", "values": SEEN[who]}
                narrowed = {**query, "filters": [*query["filters"], own]}
                allowed = ask(world, http, tokens["gerd"], narrowed)
                assert ordered(rows) == ordered(allowed), (who, query)
                seen = {row[owner] for row in rows if owner in row}
                assert not (set(PEOPLE) - set(SEEN[who])) & seen, (who, query)
    return answered


def test_two_hundred_attempts(world):
    assert try_all(world, seed=11, count=200) > 100


@pytest.mark.proof
def test_two_thousand_attempts(world):
    assert try_all(world, seed=2026, count=2000) > 1000
