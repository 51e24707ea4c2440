"""The way back from the provider: nothing made up, stolen or used before leads in or elsewhere."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.dashboards.door import way, who
from tests.dashboards.provider import CLIENT, SECRET

pytestmark = pytest.mark.slow


def test_a_state_is_good_for_one_time_and_one_visitor(visitor, server, idp):
    back = way(visitor)
    cookie = visitor.get_cookie("perfos").value
    thief = server.test_client()
    answer = thief.get(back)
    assert answer.status_code == 400 and "too old" in answer.text and not who(thief)
    assert "/token" not in idp.asked
    assert visitor.get(back).location == "/" and who(visitor) == "ada"
    assert visitor.get(back).location == "/" and idp.asked.count("/token") == 1
    thief.set_cookie("perfos", cookie)
    assert thief.get(back).status_code == 400 and not who(thief)
    assert idp.asked.count("/token") == 1


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=made-up", "?error=access_denied"])
def test_a_callback_out_of_nowhere_leads_nowhere(visitor, query):
    answer = visitor.get(f"/sign-in/callback{query}")
    assert answer.status_code in (400, 403) and not who(visitor) and not answer.location


def test_a_code_is_worth_nothing_without_its_verifier(visitor, idp):
    code = parse_qs(urlsplit(way(visitor)).query)["code"][0]
    sent = {"code": code, "redirect_uri": idp.callback, "grant_type": "authorization_code"}
    for more in ({}, {"code_verifier": "guessed"}):
        answer = httpx.post(f"{idp.url}/token", data=sent | more, auth=(CLIENT, SECRET))
        assert answer.status_code == 400


def test_what_a_visitor_sends_does_not_reach_the_log(visitor, caplog):
    visitor.get("/sign-in/callback?error=x%0AERROR+forged&error_description=y&code=c0de")
    assert "no code" in caplog.text
    assert not any(word in caplog.text for word in ("forged", "c0de"))


def test_tries_that_fail_are_limited(visitor, idp):
    idp.forgets = True
    answers = [visitor.get(way(visitor)).status_code for _ in range(50)]
    assert set(answers) == {401}
    answer = visitor.get(way(visitor))
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 200


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "/\\evil.example", "/" + "a" * 5000]
)
def test_signing_in_leads_to_no_other_site(visitor, target):
    back = way(visitor, f"?next={target}")
    assert visitor.get(back).location in ("/", "/evil.example")
    assert visitor.get("/sign-in/start?next=//evil.example").location == "/"


def test_the_host_of_a_request_changes_nothing(server):
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    visitor = server.test_client()
    answer = visitor.get("/sign-in/start", base_url="http://evil.example", headers=forged)
    asked = parse_qs(urlsplit(answer.location).query)
    assert asked["redirect_uri"] == ["http://localhost/sign-in/callback"]
    assert "evil" not in answer.location


def test_no_later_answer_brings_a_session_back(visitor):
    """A page that was asked for before signing out may be answered after it."""

    def has_session(answer):
        return any("perfos=" in one for one in answer.headers.getlist("set-cookie"))

    assert has_session(visitor.get(way(visitor))) and not has_session(visitor.get("/me"))
