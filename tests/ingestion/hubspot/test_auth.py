"""Who may ask: tokens, OAuth that is renewed, and no secret in any message."""

import pytest

from ingestion.errors import LoadError
from tests.apis.hubspot.app import SECRETS, TOKEN
from tests.ingestion.hubspot.asked import account


@pytest.fixture
def oauth(asked, monkeypatch):
    monkeypatch.delenv("SOURCES__CRM__TOKEN")
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"SOURCES__CRM__{name.upper()}", value)
    return asked


def test_a_token_that_ends_again_and_again_is_renewed(oauth):
    oauth.app.portal = account(40, page=2)
    oauth.app.lives = 3
    rows, _ = oauth.read("deals", "amount")
    assert (len(rows), oauth.app.granted) == (40, 8)


def test_a_token_that_has_ended_is_renewed_before_it_is_used(oauth, monkeypatch):
    monkeypatch.setattr("ingestion.hubspot.auth._MARGIN", 1800)
    oauth.read("deals", "amount")
    assert oauth.app.granted == oauth.app.asked


def test_a_token_that_ends_among_other_faults(oauth):
    oauth.app.portal = account(30, page=2)
    whole = oauth.read("deals", "amount")
    oauth.app.lives = 2
    oauth.disturb({0: "busy", 2: "drop", 4: "cut", 5: "lost", 6: "down", 9: "busy", 11: "drop"})
    assert oauth.read("deals", "amount") == whole


@pytest.mark.parametrize("name", SECRETS)
def test_oauth_that_is_refused(oauth, name, monkeypatch, capsys):
    monkeypatch.setenv(f"SOURCES__CRM__{name.upper()}", "s3cret-that-is-wrong")
    with pytest.raises(LoadError, match="says 400: missing or invalid refresh token") as raised:
        oauth.read("deals")
    told = "".join(map(str, (raised.value, raised.value.__context__, *capsys.readouterr())))
    assert not any(secret in told for secret in (*SECRETS.values(), "s3cret"))


def test_a_secret_of_oauth_that_is_missing(oauth, monkeypatch):
    monkeypatch.delenv("SOURCES__CRM__CLIENT_SECRET")
    with pytest.raises(LoadError, match="variable SOURCES__CRM__CLIENT_SECRET"):
        oauth.read("deals")


def test_no_token_or_a_wrong_one(asked, bench, monkeypatch, capsys):
    company = bench.company(asked.table("amount"))
    monkeypatch.setenv("SOURCES__CRM__TOKEN", "pat-wrong\n")
    with pytest.raises(LoadError, match="says 401: Authentication credentials not") as raised:
        bench.load(company)
    assert "check the token" in str(raised.value)
    assert "pat-wrong" not in "".join(map(str, (raised.value, *capsys.readouterr())))
    monkeypatch.delenv("SOURCES__CRM__TOKEN")
    with pytest.raises(LoadError, match="variable SOURCES__CRM__TOKEN"):
        asked.read("deals")


def test_no_secret_is_kept(oauth, bench):
    bench.load(bench.company(oauth.table("amount")))
    secrets = (SECRETS["client_secret"], SECRETS["refresh_token"], TOKEN, "access-1")
    kept = {path: path.read_bytes() for path in bench.folder.rglob("*") if path.is_file()}
    found = [
        (path, secret)
        for path, content in kept.items()
        for secret in secrets
        if secret.encode() in content
    ]
    assert found == []


def test_an_address_that_is_not_https(asked, monkeypatch):
    monkeypatch.setenv("SOURCES__CRM__ADDRESS", "http://api.hubapi.com")
    with pytest.raises(LoadError, match="is not https"):
        asked.read("deals")
