"""The login: four kinds of forms, each checked."""

import time

import jwt
from flask import Flask, jsonify, request

from tests.apis.salesforce.org import Org

_KEYS = {
    "refresh_token": {"client_id", "refresh_token"},
    "password": {"client_id", "client_secret", "username", "password"},
    "client_credentials": {"client_id", "client_secret"},
    "urn:ietf:params:oauth:grant-type:jwt-bearer": {"assertion"},
}


def add_login(app: Flask, org: Org) -> None:
    """Add the endpoint that gives tokens."""

    @app.post("/services/oauth2/token")
    def token():
        problem = _problem(org, dict(request.form))
        if request.mimetype != "application/x-www-form-urlencoded":
            problem = ("invalid_request", "the form is not url encoded")
        if problem:
            return jsonify(error=problem[0], error_description=problem[1]), 400
        org.logins += 1
        access = f"00D-{org.logins}"
        org.tokens.add(access)
        return jsonify(
            access_token=access,
            instance_url=org.instance or request.host_url.rstrip("/"),
            id="https://login.salesforce.com/id/00D/005",
            token_type="Bearer",  # noqa: S106
            issued_at="1278448832702",
            signature="c2lnbmF0dXJl",
        )


def _problem(org: Org, form: dict[str, str]) -> tuple[str, str] | None:
    """Return error and description, or None if the form is right."""
    grant = form.pop("grant_type", "")
    if grant not in _KEYS:
        return "unsupported_grant_type", "grant type not supported"
    optional = {"client_secret"} if grant == "refresh_token" else set()
    if not _KEYS[grant] <= set(form) <= _KEYS[grant] | optional:
        return "invalid_request", "parameters are missing or unknown"
    if "assertion" in form:
        return _assertion_problem(org, form["assertion"])
    if form["client_id"] != org.secrets["client_id"]:
        return "invalid_client_id", "client identifier invalid"
    if form.get("client_secret", org.secrets["client_secret"]) != org.secrets["client_secret"]:
        return "invalid_client", "invalid client credentials"
    if any(value != org.secrets[key] for key, value in form.items()):
        return "invalid_grant", "authentication failure"
    return None


def _assertion_problem(org: Org, assertion: str) -> tuple[str, str] | None:
    try:
        claims = jwt.decode(
            assertion,
            org.public_key,
            algorithms=["RS256"],
            audience=org.audience,
            issuer=org.secrets["client_id"],
        )
    except jwt.PyJWTError:
        return "invalid_grant", "invalid assertion"
    if claims["sub"] != org.secrets["username"] or claims["exp"] > time.time() + 300:
        return "invalid_grant", "user hasn't approved this consumer"
    return None
