"""The page to sign in, accounts of the company's own, signing out, and choosing a language."""

from urllib.parse import urlsplit

import flask

from semantic.dashboards.accounts import Accounts
from semantic.dashboards.limit import Limiter
from semantic.dashboards.openid import openid
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


def form(message: str = "", status: int = 200, wait: int = 0, away: str = "") -> flask.Response:
    """Return the page to sign in; it goes on to `away` if that is given."""
    client = openid()
    page = flask.render_template(
        "sign_in.html",
        message=message,
        away=away,
        provider=client.provider.name if client else "",
        has_accounts=flask.current_app.config["HAS_ACCOUNTS"],
        csrf=token(),
        next=local_path(flask.request.values.get("next") or flask.session.get("next")),
        title=place().title,
        language=language(),
        languages=LANGUAGES,
        _=_,
    )
    response = flask.make_response(page, status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _to_sign_in() -> flask.Response:
    return flask.make_response(flask.redirect("/sign-in"))


def too_many(wait: int) -> flask.Response:
    """Return the page for who has tried too often, and has to wait for some seconds."""
    return form(_("Too many tries. Wait {minutes} minutes.", minutes=-(-wait // 60)), 429, wait)


def add_routes(server: flask.Flask) -> None:
    """Give a server the pages for signing in and out."""
    limiter = Limiter()

    @server.get("/sign-in")
    def sign_in() -> flask.typing.ResponseReturnValue:
        return flask.redirect("/") if person() else form()

    @server.post("/sign-in")
    def sign_in_post() -> flask.typing.ResponseReturnValue:
        if not server.config["HAS_ACCOUNTS"]:
            flask.abort(404)
        name = flask.request.form.get("name", "").strip()[:200]
        keys = (f"name {name}", f"address {flask.request.remote_addr}")
        if wait := limiter.wait(*keys):
            return too_many(wait)
        password = flask.request.form.get("password", "")
        if not Accounts.of(place().state).check(name, password) or not place().viewer(name).groups:
            limiter.failed(*keys)
            return form(_("Name or password is wrong."), 401)
        limiter.passed(keys[0])
        enter(name)
        return flask.redirect(local_path(flask.request.form.get("next")))

    @server.post("/sign-out")
    def sign_out() -> flask.typing.ResponseReturnValue:
        hint, client = flask.session.get("hint"), openid()
        flask.session.clear()
        away = client.leave(hint) if client and hint else ""
        # A page that leads on, and no redirect: the policy ends at this site what a form began.
        response = form(_("You are signed out."), away=away) if away else _to_sign_in()
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
