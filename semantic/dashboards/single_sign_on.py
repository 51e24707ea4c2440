"""Signing in with a provider: to it, back from it, and what to tell whom it does not let in."""

import re

import flask
import requests
from authlib.integrations.base_client import MismatchingStateError
from authlib.integrations.flask_client import OAuthError
from joserfc.errors import JoseError

from semantic.dashboards.identity import NobodyError, UnverifiedError, name_of, said
from semantic.dashboards.limit import Limiter
from semantic.dashboards.openid import OpenId
from semantic.dashboards.place import place
from semantic.dashboards.sign_in import enter, form, local_path, too_many
from semantic.dashboards.who import person
from semantic.dashboards.words import _

TROUBLE = (
    OAuthError, JoseError, NobodyError, requests.RequestException,
    RuntimeError, ValueError, KeyError, TypeError,
)  # fmt: skip
LONGEST = 500
"""Characters of a page's address that are kept while somebody signs in."""


def add_routes(server: flask.Flask, client: OpenId) -> None:
    """Give a server the way to a provider and back."""
    server.extensions["perfos_openid"] = client
    limiter = Limiter()

    @server.get("/sign-in/start")
    def sign_in_start() -> flask.typing.ResponseReturnValue:
        target = local_path(flask.request.args.get("next"))
        if person():
            return flask.redirect(target)
        try:
            response = client.start()
        except TROUBLE as error:
            return refused(error)
        flask.session["next"] = target if len(target) <= LONGEST else "/"
        return response

    @server.get("/sign-in/callback")
    def sign_in_callback() -> flask.typing.ResponseReturnValue:
        if person():
            return flask.redirect("/")
        key = f"address {flask.request.remote_addr}"
        if wait := limiter.wait(key):
            return too_many(wait)
        try:
            claims, hint = client.finish()
            name = known(said(claims, client.provider.claim))
        except TROUBLE as error:
            # What comes without a state of ours costs nothing, and counts for nobody.
            if not isinstance(error, MismatchingStateError):
                limiter.failed(key)
            return refused(error)
        target = flask.session.get("next", "/")
        enter(name)
        flask.session["hint"] = hint
        return flask.redirect(target)

    def refused(error: Exception) -> flask.Response:
        """Return the page that says why somebody is not let in; the log says it in full."""
        server.logger.warning("nobody is signed in: %s", reason(error))
        status, text = explained(error, client.provider.name)
        return form(text, status)


def known(value: str) -> str:
    """Return the name of the person who goes by what the provider says.

    Raises:
        NobodyError: There is none, or none who may see anything.
    """
    here = place()
    with here.snapshot() as snapshot:
        name = name_of(value, here.company().access, snapshot)
    if not here.viewer(name).groups:
        raise NobodyError(f"{name!r} has no role and no pay here")
    return name


def explained(error: Exception, provider: str) -> tuple[int, str]:
    """Return the status of an answer and what it tells who wanted to sign in."""
    match error:
        case MismatchingStateError():
            return 400, _("This sign-in is too old, or was used before. Start again.")
        case UnverifiedError():
            text = _("{provider} has not verified your e-mail address.", provider=provider)
            return 403, text
        case NobodyError():
            text = _("{provider} knows you, but you have no access here.", provider=provider)
            return 403, f"{text} {_('Ask whoever looks after it.')}"
        case OAuthError(error="access_denied"):
            return 403, _("{provider} did not let you in, or you cancelled.", provider=provider)
        case requests.RequestException():
            return 503, _("{provider} does not answer. Try again later.", provider=provider)
    text = _("The answer of {provider} cannot be trusted. Start again.", provider=provider)
    return 401, f"{text} {_('If it happens again, tell whoever looks after it.')}"


def reason(error: Exception) -> str:
    """Return why somebody is not let in, without what a browser or a provider sent as secret."""
    match error:
        case NobodyError():
            return str(error)
        case JoseError():
            return f"the token does not hold: {str(error)[:200]!r}"
        case MismatchingStateError():
            return "the state is not one of this browser's, or was used before"
        case OAuthError(error="wrong_issuer" | "wrong_subject" | "missing_token"):
            return str(error.description)
        case OAuthError():
            # A code of the standard; anything else could be made up to fool who reads the log.
            code = str(error.error)
            is_code = re.fullmatch(r"[a-z_]{1,40}", code)
            return f"the provider says {code if is_code else 'something that is no code'}"
    return f"{type(error).__name__} while the provider was asked"
