"""Signing in with an account of the company's own, signing out, and choosing a language."""

from urllib.parse import urlsplit

import flask

from semantic.dashboards.accounts import Accounts
from semantic.dashboards.limit import Limiter
from semantic.dashboards.place import place
from semantic.dashboards.who import person, token
from semantic.dashboards.words import LANGUAGES, _, language

YEAR = 365 * 24 * 3600


def local_path(target: str | None) -> str:
    """Return a path of this site; the first page for anything that leads elsewhere."""
    parts = urlsplit((target or "").replace("\\", "/"))
    is_ours = parts.path.startswith("/") and not parts.scheme and not parts.netloc
    return (parts.path + (f"?{parts.query}" if parts.query else "")) if is_ours else "/"


def enter(who: str) -> None:
    """Begin the session of a person; nothing of an earlier one stays."""
    flask.session.clear()
    flask.session["who"] = who
    flask.session.permanent = True
    token()


def form(message: str = "", status: int = 200, wait: int = 0) -> flask.Response:
    """Return the page with the form."""
    page = flask.render_template(
        "sign_in.html",
        message=message,
        csrf=token(),
        next=local_path(flask.request.values.get("next")),
        title=place().title,
        language=language(),
        languages=LANGUAGES,
        _=_,
    )
    response = flask.make_response(page, status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def add_routes(server: flask.Flask) -> None:
    """Give a server the pages for signing in and out."""
    limiter = Limiter()

    @server.get("/sign-in")
    def sign_in() -> flask.typing.ResponseReturnValue:
        return flask.redirect("/") if person() else form()

    @server.post("/sign-in")
    def sign_in_post() -> flask.typing.ResponseReturnValue:
        name = flask.request.form.get("name", "").strip()[:200]
        keys = (f"name {name}", f"address {flask.request.remote_addr}")
        if wait := limiter.wait(*keys):
            text = _("Too many tries. Wait {minutes} minutes.", minutes=-(-wait // 60))
            return form(text, 429, wait)
        password = flask.request.form.get("password", "")
        if not Accounts.of(place().state).check(name, password) or not place().viewer(name).groups:
            limiter.failed(*keys)
            return form(_("Name or password is wrong."), 401)
        limiter.passed(keys[0])
        enter(name)
        return flask.redirect(local_path(flask.request.form.get("next")))

    @server.post("/sign-out")
    def sign_out() -> flask.typing.ResponseReturnValue:
        flask.session.clear()
        response = flask.redirect("/sign-in")
        # What was kept for reading offline is gone with the session.
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    @server.post("/language/<tongue>")
    def language_post(tongue: str) -> flask.typing.ResponseReturnValue:
        target = urlsplit(flask.request.referrer or "/")
        response = flask.redirect(local_path(f"{target.path}?{target.query}".rstrip("?")))
        if tongue in LANGUAGES:
            response.set_cookie("language", tongue, max_age=YEAR, samesite="Lax", httponly=True)
        return response
