"""Who gets in, how often somebody may try, and what every answer tells the browser."""

import json
import stat

import pytest

from semantic.dashboards.sign_in import local_path

pytestmark = pytest.mark.slow


def test_nobody_sees_anything_without_a_session(world):
    client = world.client()
    for path in ("/", "/me", "/finance", "/files/statement/ada/2026-01.pdf", "/sheet/ada/2026-01"):
        answer = client.get(path)
        assert answer.status_code == 302 and answer.headers["location"].startswith("/sign-in")
    assert client.get("/_dash-layout").status_code == 401


def test_a_callback_needs_the_session_s_own_token(world):
    client = world.client("ada")
    body = {"output": "page.children", "inputs": []}
    assert client.post("/_dash-update-component", json=body).status_code == 403
    assert client.post("/sign-out").status_code == 403
    other = {"X-CSRFToken": world.client("ben").cookies["_csrf_token"]}
    assert client.post("/sign-out", headers=other).status_code == 403
    mine = {"X-CSRFToken": client.cookies["_csrf_token"]}
    assert client.post("/sign-out", headers=mine).headers["clear-site-data"]
    assert client.get("/me").status_code == 302


def test_the_session_is_out_of_reach_of_scripts_and_other_sites(world):
    client = world.client()
    cookies = world.sign_in(client, "ada", world.passwords["ada"]).headers.get_list("set-cookie")
    (session,) = [one for one in cookies if one.startswith("perfos=")]
    assert "HttpOnly" in session and "SameSite=Lax" in session
    forged = client.cookies["perfos"][:-3] + "abc"
    client.cookies.clear()
    client.cookies.set("perfos", forged)
    assert client.get("/me").status_code == 302


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_sign_in_leads_nowhere_else(target):
    assert local_path(target) in ("/", "/evil.example")
    assert local_path("/me?month=2026-01") == "/me?month=2026-01"


@pytest.mark.parametrize("path", ["/sign-in", "/manifest.webmanifest", "/assets/look.css"])
def test_headers(world, path):
    headers = world.client().get(path).headers
    policy = headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in scripts and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_passwords_are_kept_as_hashes_alone(world):
    file = world.state.folder / "accounts.json"
    hashes = json.loads(file.read_text())
    assert all(one.startswith("$argon2id$") for one in hashes.values())
    assert not any(password in file.read_text() for password in world.passwords.values())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_wrong_password_is_limited(world):
    client = world.client()
    answers = [world.sign_in(client, "administrator", "wrong") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {401}
    assert "Name or password is wrong" in answers[0].text
    answer = world.sign_in(client, "administrator", world.passwords["administrator"])
    assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 200
    assert world.sign_in(client, "ada", world.passwords["ada"]).status_code == 302
