"""A token that is not ours opens nothing, and the log says who tried."""

import json
from datetime import UTC, datetime, timedelta

import jwt
import pytest

from semantic.tokens import AUDIENCE, ISSUER
from tests.semantic_layer.asking import ask
from tests.semantic_layer.server import SECRET


def claims(**changes):
    now = datetime.now(UTC)
    return {
        "sub": "gerd", "groups": ["auditor"], "person": "", "team": [], "company": "small",
        "iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + timedelta(minutes=5), **changes,
    }  # fmt: skip


def without(name):
    return {key: value for key, value in claims().items() if key != name}


PAST = datetime.now(UTC) - timedelta(hours=2)
REFUSED = {
    "forged": jwt.encode(claims(), "x" * 64, "HS256"),
    "other_companys_key": jwt.encode(claims(company="other"), "o" * 64, "HS256"),
    "expired": jwt.encode(claims(iat=PAST, exp=PAST + timedelta(minutes=15)), SECRET, "HS256"),
    "no_algorithm": jwt.encode(claims(), None, "none"),
    "other_algorithm": jwt.encode(claims(), SECRET, "HS384"),
    "other_company": jwt.encode(claims(company="other"), SECRET, "HS256"),
    "other_audience": jwt.encode(claims(aud="perfos-api"), SECRET, "HS256"),
    "other_issuer": jwt.encode(claims(iss="somebody"), SECRET, "HS256"),
    "endless": jwt.encode(without("exp"), SECRET, "HS256"),
    "too_long": jwt.encode(claims(exp=datetime.now(UTC) + timedelta(days=1)), SECRET, "HS256"),
    "nobody": jwt.encode(claims(sub=""), SECRET, "HS256"),
    "groups_as_text": jwt.encode(claims(groups="auditor"), SECRET, "HS256"),
    "rep_without_person": jwt.encode(claims(groups=["rep"]), SECRET, "HS256"),
    "person_as_list": jwt.encode(claims(groups=["rep"], person=["r11", "r12"]), SECRET, "HS256"),
    "manager_without_team": jwt.encode(claims(groups=["manager"]), SECRET, "HS256"),
    "rubbish": "not.a.token",
}
ENDPOINTS = ("v1/load", "v1/sql", "v1/dry-run", "v1/meta", "graphql")


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("name", REFUSED)
def test_a_token_that_is_not_ours_is_refused(world, name, endpoint):
    answer = ask(world, REFUSED[name], endpoint)
    assert answer.status_code == 403
    assert set(answer.json()) == {"error"}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_without_a_token_nothing_is_told(world, endpoint):
    assert ask(world, None, endpoint).status_code == 401


def test_each_refusal_is_a_line_of_the_log(world):
    before = len(world.log.read_text().splitlines())
    ask(world, REFUSED["forged"], "v1/load")
    lines = [json.loads(line) for line in world.log.read_text().splitlines()[before:]]
    assert any("refused" in line["error"] and line["url"].endswith("/load") for line in lines)
    assert REFUSED["forged"] not in world.log.read_text(), "a token was written into the log"
