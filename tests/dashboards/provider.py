"""A small OpenID Connect provider: real keys, real codes, and PKCE that is really checked."""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import flask
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "dashboards", "s3cret-of-the-client"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
STRANGER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
LIFETIME = 300


def unsigned(header: dict[str, str], claims: dict[str, Any]) -> str:
    """Return a token with the header that it is given, and no signature."""
    parts = (flask.json.dumps(one).encode() for one in (header, claims))
    return ".".join(base64.urlsafe_b64encode(one).decode().rstrip("=") for one in parts) + "."


@dataclass
class Provider:
    """What the provider knows, and in what it can be told to misbehave.

    Attributes:
        url: Its address, which is its issuer.
        callback: The only address that it sends people back to.
        person: What it says of who signs in.
        claims: What it says otherwise in the next tokens than it should.
        userinfo: What it says of somebody at its userinfo endpoint.
        refuses: Whether who signs in says no.
        forgets: Whether a code is too old by the time that it is redeemed.
        key: What it signs with; None to sign with nothing.
        keys: What it says that it signs with.
        document: What its discovery document says otherwise.
        asked: Paths that were asked for.
    """

    url: str = ""
    callback: str = "http://localhost/sign-in/callback"
    person: dict[str, Any] = field(
        default_factory=lambda: {"email": "ada@example.com", "email_verified": True}
    )
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    refuses: bool = False
    forgets: bool = False
    key: RSAKey | None = field(default_factory=lambda: KEY)
    keys: list[RSAKey] = field(default_factory=lambda: [KEY])
    document: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def discovery(self) -> dict[str, Any]:
        """Return the discovery document."""
        ends = ("authorization", "token", "userinfo", "end_session")
        return {
            "issuer": self.url,
            "jwks_uri": f"{self.url}/jwks",
            # It says so itself: whoever believes it takes tokens that anybody can write.
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **{f"{end}_endpoint": f"{self.url}/{end}" for end in ends},
            **self.document,
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where somebody who signs in is sent."""
        assert asked["response_type"] == "code" and asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256" and asked["nonce"]
        assert asked["redirect_uri"] == self.callback and "openid" in asked["scope"].split()
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        answer = {"error": "access_denied"} if self.refuses else {"code": code}
        return f"{self.callback}?{urlencode({**answer, 'state': asked['state']})}"

    def token(self, form: dict[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code; None if anything about it is wrong."""
        asked = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not asked or self.forgets or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        if challenge != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.url, "sub": "7", "aud": CLIENT, "iat": now, "exp": now + LIFETIME,
            "nonce": asked["nonce"], **self.person, **self.claims,
        }  # fmt: skip
        header = {"alg": "RS256" if self.key else "none", "kid": (self.key or KEY).kid}
        signed = jwt.encode(header, claims, self.key) if self.key else unsigned(header, claims)
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": signed}


def application(provider: Provider) -> flask.Flask:
    """Return the provider as a web application."""
    app = flask.Flask("provider")

    @app.before_request
    def note() -> None:
        provider.asked.append(flask.request.path)

    app.add_url_rule("/.well-known/openid-configuration", "d", lambda: provider.discovery())
    app.add_url_rule("/jwks", "j", lambda: KeySet(provider.keys).as_dict(private=False))
    app.add_url_rule("/userinfo", "u", lambda: {"sub": "7", **provider.userinfo})

    @app.get("/authorization")
    def authorization() -> flask.typing.ResponseReturnValue:
        return flask.redirect(provider.authorize(flask.request.args.to_dict()))

    @app.get("/end_session")
    def end_session() -> flask.typing.ResponseReturnValue:
        return flask.redirect(flask.request.args["post_logout_redirect_uri"])

    @app.post("/token")
    def token() -> flask.typing.ResponseReturnValue:
        sent = flask.request.authorization
        if not sent or (sent.username, sent.password) != (CLIENT, SECRET):
            return {"error": "invalid_client"}, 401
        return provider.token(flask.request.form.to_dict()) or ({"error": "invalid_grant"}, 400)

    return app


@contextmanager
def providing() -> Iterator[Provider]:
    """Run a provider on a free port until the block is left."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, application(provider), threaded=True)
    provider.url = f"http://127.0.0.1:{server.port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
