"""Tokens that are not the provider's, not for the dashboards, or not for this try."""

import base64
import hmac
from dataclasses import replace

import pytest
from joserfc.jwk import RSAKey

from semantic.dashboards.app import create_server
from tests.dashboards.door import refused, way, who
from tests.dashboards.provider import CLIENT, KEY, SECRET, STRANGER, unsigned

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"aud": "another-client"}, "aud"),
        ({"aud": "another-client", "azp": CLIENT}, "aud"),
        ({"aud": [CLIENT, "another-client"]}, "azp"),
        ({"iss": "https://another.example"}, "iss"),
        ({"exp": 1_700_000_000, "iat": 1_600_000_000}, "expired"),
        ({"exp": None}, "exp"),
    ],
)
def test_a_token_for_another_purpose_is_refused(visitor, idp, caplog, wrong, why):
    idp.claims = wrong
    refused(visitor, 401, "cannot be trusted")
    assert why in caplog.text and "eyJ" not in caplog.text


@pytest.mark.parametrize("key", [STRANGER, None], ids=["another key", "alg=none"])
def test_a_token_that_anybody_can_write_is_refused(visitor, idp, key):
    idp.key = key
    refused(visitor, 401, "cannot be trusted")


@pytest.mark.parametrize(
    "key", [SECRET, KEY.as_pem(private=False).decode()], ids=["ours", "public"]
)
def test_a_token_signed_with_what_others_know_is_refused(visitor, idp, monkeypatch, key):
    """HS256 with the client's secret, or with the public key, is no signature of the provider."""

    def signed(header, claims, _):
        text = unsigned({**header, "alg": "HS256"}, claims)
        digest = hmac.digest(key.encode(), text.rstrip(".").encode(), "sha256")
        return text + base64.urlsafe_b64encode(digest).decode().rstrip("=")

    monkeypatch.setattr("tests.dashboards.provider.jwt.encode", signed)
    refused(visitor, 401, "cannot be trusted")


def test_new_keys_of_the_provider_are_fetched(visitor, idp, server):
    visitor.get(way(visitor))
    fresh = RSAKey.generate_key(2048, {"kid": "two", "use": "sig", "alg": "RS256"})
    idp.key, idp.keys = fresh, [fresh]
    other = server.test_client()
    other.get(way(other))
    assert who(other) == "ada" and idp.asked.count("/jwks") == 2


def test_userinfo_about_somebody_else_is_refused(server, settings, idp, caplog):
    asks = replace(settings, claim="employee")
    visitor = create_server(server.extensions["perfos_place"], asks, False).test_client()
    idp.userinfo = {"employee": "ada", "sub": "8"}
    refused(visitor, 401, "cannot be trusted")
    assert "somebody else" in caplog.text
    idp.userinfo = {"employee": "ada"}
    visitor.get(way(visitor))
    assert who(visitor) == "ada"
