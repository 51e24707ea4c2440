"""Every address of the server that takes a token, asked by a seller for everybody."""

import json

import httpx
import pytest

from tests.semantic_layer.asking import BASE

QUERY = {"dimensions": ["statements.payee_id", "statements.payee"]}
SQL = "select payee_id, payee from statements"
DOORS = [
    ("GET", "v1/load", QUERY, True),
    ("GET", "v1/subscribe", QUERY, True),
    ("POST", "v1/subscribe", QUERY, True),
    ("GET", "v1/dry-run", QUERY, True),
    ("GET", "v1/meta", QUERY, True),
    ("POST", "v1/convert-query", QUERY, False),
    ("POST", "v1/graphql-to-json", QUERY, False),
    ("POST", "v1/cubesql", SQL, False),
    ("POST", "v1/sql", SQL, False),
    ("POST", "v1/pre-aggregations/can-use", QUERY, False),
    ("POST", "v1/pre-aggregations/jobs", QUERY, False),
    ("POST", "v2/load", QUERY, False),
]
"""Method, address, what is asked, and whether it is answered."""


@pytest.mark.parametrize(("method", "door", "query", "is_answered"), DOORS)
def test_no_door_tells_of_others(world, method, door, query, is_answered):
    text = query if isinstance(query, str) else json.dumps(query)
    answer = httpx.request(
        method,
        f"{world.url}{BASE}/{door}",
        json={"query": query} if method == "POST" else None,
        params={"query": text, "extended": "1"} if method == "GET" else None,
        headers={"Authorization": world.token("r11")},
        timeout=60,
    )
    assert not [who for who in ("r12", "r21", "m1", "vp") if f'"{who}"' in answer.text]
    assert answer.is_success or not is_answered, answer.text
    if door.endswith(("load", "subscribe")) and is_answered:
        assert answer.json()["data"] == [
            {"statements.payee_id": "r11", "statements.payee": "Name of r11"}
        ]


def test_a_description_is_of_what_somebody_may_ask(world):
    headers = {"Authorization": world.token("r11")}
    answer = httpx.get(
        f"{world.url}{BASE}/v1/meta", params={"extended": "1"}, headers=headers, timeout=60
    )
    names = {one["name"] for one in answer.json()["cubes"] if one.get("public")}
    assert names == {view["name"] for view in world.client("r11").meta()}
