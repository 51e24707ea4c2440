"""Asking the provider who somebody is: Authlib's client, told to check everything."""

import time
from typing import Any

import flask
import requests
from authlib.integrations.flask_client import OAuth, OAuthError

from semantic.dashboards.memory import Memory
from semantic.dashboards.provider import Provider

UNDER_WAY = 600.0
"""Seconds that somebody may take to sign in at the provider."""
TIMEOUT = 5.0
"""Seconds that the provider has for an answer."""
PAUSE = 5.0
"""Seconds for which a provider that did not answer is not asked: threads would wait in vain."""
LEEWAY = 60
"""Seconds by which two clocks may differ."""
ALGORITHMS = [
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
]  # fmt: skip
"""Signatures with a key that only the provider has: neither `none`, nor the client's secret."""


class OpenId:
    """The dashboards as a client of a provider.

    Args:
        server: The server of the dashboards.
        provider: Whom to ask.
        session: Seconds for which somebody stays signed in.
    """

    def __init__(self, server: flask.Flask, provider: Provider, session: float) -> None:
        self.provider = provider
        self._silent_until = 0.0
        self._hints = Memory(session)
        # State, nonce and verifier stay here; the browser's cookie only says which are its own.
        self._client = OAuth(server, cache=Memory(UNDER_WAY)).register(
            "provider",
            client_id=provider.client_id,
            client_secret=provider.client_secret,
            server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT,
            },
        )

    def start(self) -> flask.typing.ResponseReturnValue:
        """Send somebody to the provider; the errors are those of `finish`."""
        self._discover()
        # One at a time: those that were left half-way would fill the cookie.
        for key in [key for key in flask.session if key.startswith("_state_")]:
            flask.session.pop(key)
        return self._client.authorize_redirect(self.provider.callback)

    def finish(self) -> tuple[dict[str, Any], str]:
        """Return what the provider says of who comes back from it, and a key for `leave`.

        Raises:
            OAuthError: The provider refuses, or the state is not one of this browser's.
            JoseError: The token is not the provider's, not for us, too old, or not for this try.
            requests.RequestException: The provider does not answer.
            RuntimeError, ValueError: Its answer makes no sense.
        """
        metadata = self._discover()
        provider = self.provider
        token = self._client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
                "exp": {"essential": True},
            },
            leeway=LEEWAY,
        )
        claims = token.get("userinfo")
        if not claims:
            raise OAuthError("missing_token", "there is no id_token")
        if provider.claim not in claims and metadata.get("userinfo_endpoint"):
            more = self._client.userinfo(token=token)
            if more.get("sub") != claims["sub"]:
                raise OAuthError("wrong_subject", "userinfo is about somebody else")
            claims = {**more, **claims}
        return dict(claims), self._hints.keep(token["id_token"])

    def leave(self, key: str) -> str:
        """Return where the session at the provider ends; empty if it has no such page."""
        provider = self.provider
        try:
            if not self._discover().get("end_session_endpoint"):
                return ""
        except (OAuthError, requests.RequestException, ValueError):
            return ""
        found = self._client.create_logout_url(
            post_logout_redirect_uri=f"{provider.address}/sign-in",
            id_token_hint=self._hints.get(key),
            client_id=provider.client_id,
        )
        return str(found["url"])

    def _discover(self) -> dict[str, Any]:
        """Return the provider's discovery document."""
        if time.monotonic() < self._silent_until:
            raise requests.ConnectionError("the provider did not answer a moment ago")
        try:
            found: dict[str, Any] = self._client.load_server_metadata()
        except requests.RequestException:
            self._silent_until = time.monotonic() + PAUSE
            raise
        if (issuer := found.get("issuer")) != self.provider.issuer:
            self._client.server_metadata.clear()
            raise OAuthError("wrong_issuer", f"the provider calls itself {issuer!r}")
        found["id_token_signing_alg_values_supported"] = ALGORITHMS
        return found


def openid() -> OpenId | None:
    """Return the client of the application that answers this request; None if it has none."""
    found: OpenId | None = flask.current_app.extensions.get("perfos_openid")
    return found
