"""Every way to log in, a token that expires, and no secret in any error."""

import os

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from ingestion.errors import LoadError
from tests.ingestion.salesforce.conftest import SECRETS
from tests.ingestion.salesforce.samples import fill

WAYS = {
    "refresh token": ["client_id", "refresh_token"],
    "refresh token of a confidential app": ["client_id", "client_secret", "refresh_token"],
    "password": ["client_id", "client_secret", "username", "password"],
    "client credentials": ["client_id", "client_secret"],
}


@pytest.fixture(scope="module")
def keys():
    """Return a private and a public key as PEM."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return pem.decode(), public.decode()


@pytest.mark.parametrize("way", WAYS)
def test_secrets_decide_the_way(crm, set_secrets, way):
    set_secrets(**{name: SECRETS[name] for name in WAYS[way]})
    fill(crm.org, "Opportunity", 3)
    assert len(crm.records()) == 3


def test_the_security_token_is_put_after_the_password(crm, set_secrets):
    given = {name: SECRETS[name] for name in WAYS["password"]}
    set_secrets(**given | {"password": "hunter2", "security_token": "token"})
    assert crm.records() == []


@pytest.mark.parametrize("audience", ["", "https://test.salesforce.com"])
@pytest.mark.parametrize("newline", ["\n", "\\n"])
def test_a_signed_assertion(crm, set_secrets, monkeypatch, keys, audience, newline):
    private, crm.org.public_key = keys
    if audience:
        crm.org.audience = audience
        monkeypatch.setenv("SOURCES__CRM__AUDIENCE", audience)
    key = private.replace("\n", newline)
    set_secrets(client_id=SECRETS["client_id"], username=SECRETS["username"], private_key=key)
    assert crm.records() == []
    crm.org.audience = "https://somebody.else"
    with pytest.raises(LoadError, match="invalid assertion"):
        crm.records()


@pytest.mark.parametrize(
    ("secrets", "said"),
    [
        ({}, r"client id of the app is not set.*SOURCES__CRM__CLIENT_ID"),
        ({"client_id": "x"}, "no secret to log in with.*SOURCES__CRM__REFRESH_TOKEN"),
        ({"client_id": "x", "password": "p"}, "who logs in is not set.*SOURCES__CRM__USERNAME"),
        ({"client_id": "x", "username": "u", "private_key": "wrong-key"}, "no private key of RSA"),
        ({"client_id": "wrong-client", "refresh_token": "y"}, "client identifier invalid"),
        (
            {name: SECRETS[name] for name in WAYS["password"]} | {"password": "wrong-password"},
            "400: authentication failure. Check the secrets",
        ),
        ({"client_id": SECRETS["client_id"], "client_secret": "wrong-app"}, "invalid client cred"),
    ],
)
def test_what_is_wrong_is_told_without_the_secret(crm, set_secrets, secrets, said):
    set_secrets(**secrets)
    with pytest.raises(LoadError, match=said) as error:
        crm.load()
    assert "wrong-" not in str(error.value)
    assert error.value.__cause__ is None


def test_a_token_that_expires_is_renewed_and_the_load_goes_on(crm, way):
    fill(crm.org, "Opportunity", 40)
    crm.org.batch = 7
    undisturbed = crm.records()
    assert crm.org.logins == 1
    last = crm.org.used
    crm.org.expiring = {last + 1, last + 3, last + 5, last + 9}
    assert crm.records() == undisturbed
    assert crm.org.logins > 4


def test_a_new_token_that_is_refused_too_is_an_error(crm):
    crm.org.expiring = set(range(100))
    with pytest.raises(LoadError, match=r"401: Session expired or invalid\. The token was new"):
        crm.load()
    assert crm.org.logins == 2


def test_secrets_are_in_no_file_of_the_state(crm):
    fill(crm.org, "Opportunity", 3)
    crm.load()
    for path in crm.bench.state.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert SECRETS["refresh_token"].encode() not in content
        assert b"00D-1" not in content


def test_a_login_in_the_clear_is_refused(crm, monkeypatch):
    monkeypatch.setenv("SOURCES__CRM__ADDRESS", "http://acme.my.salesforce.com")
    with pytest.raises(LoadError, match="is not https"):
        crm.load()


def test_an_instance_in_the_clear_is_refused(crm):
    crm.org.instance = "http://acme.my.salesforce.com"
    with pytest.raises(LoadError, match="is not https"):
        crm.load()


def test_where_salesforce_is_must_be_said(crm):
    assert "SOURCES__CRM__ADDRESS" not in os.environ
    crm.address = None
    with pytest.raises(LoadError, match=r"`address: https://acme.my.salesforce.com`"):
        crm.load()
