"""The application: a Flask server that guards, and Dash, which draws."""

import hashlib
import hmac
from datetime import timedelta

import dash
import flask
from dash import Input, Output, callback, html
from dash.development.base_component import Component

from semantic.dashboards import files, news, sign_in, single_sign_on
from semantic.dashboards.headers import secure
from semantic.dashboards.openid import OpenId
from semantic.dashboards.place import Place
from semantic.dashboards.provider import Provider
from semantic.dashboards.routes import page_of, tab_links
from semantic.dashboards.shell import shell
from semantic.dashboards.tasks import Tasks
from semantic.dashboards.who import guard, person, token
from semantic.dashboards.words import language
from semantic.secret import load_secret

HERE = __package__
SESSION = timedelta(hours=8)
KINDS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
INDEX = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="theme-color" content="#1f4e8c">
<title>Performance OS</title>
<link rel="manifest" href="/manifest.webmanifest">
<link rel="icon" href="/assets/icon.svg">
<link rel="apple-touch-icon" href="/assets/icon-192.png">
{css}
</head>
<body>
{app_entry}
<footer>{config}{scripts}{renderer}</footer>
</body>
</html>"""


class Dashboards(dash.Dash):
    """Dash with a page of our own around it, in the reader's language."""

    def interpolate_index(self, **parts: str) -> str:
        """Return the page that loads everything else."""
        wanted = ("css", "app_entry", "config", "scripts", "renderer")
        return INDEX.format(language=language(), **{name: parts[name] for name in wanted})


def create_server(
    place: Place, provider: Provider | None = None, has_accounts: bool = True
) -> flask.Flask:
    """Return the server of a company's dashboards.

    Args:
        place: The company.
        provider: Whom people sign in with; None for accounts of the company's own alone.
        has_accounts: Whether such accounts let in.
    """
    is_https = provider is not None and provider.is_https
    server = flask.Flask(HERE, template_folder="templates", static_folder=None)
    # Sessions are signed with a key of their own: one made for tokens signs nothing else.
    secret = load_secret(place.name).encode()
    server.secret_key = hmac.digest(secret, b"sessions of the dashboards", hashlib.sha256)
    server.config.update(
        HAS_ACCOUNTS=has_accounts,
        KINDS=KINDS,
        MAX_CONTENT_LENGTH=1 << 20,
        PERMANENT_SESSION_LIFETIME=SESSION,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_NAME="perfos",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=is_https,
        # An answer that comes after signing out would bring the old session back.
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    server.extensions["perfos_place"] = place
    server.extensions["perfos_tasks"] = Tasks(place)
    server.before_request(guard)
    sign_in.add_routes(server)
    if provider:
        client = OpenId(server, provider, SESSION.total_seconds())
        single_sign_on.add_routes(server, client)
    files.add_routes(server)
    files.add_shared(server)
    _echo_token(server, is_https)
    drawn = Dashboards(
        HERE,
        server=server,
        assets_folder="assets",
        assets_ignore=r"plain\.css",
        use_pages=False,
        on_error=news.broken,
        suppress_callback_exceptions=True,
        update_title="",
    )
    drawn.layout = shell
    secure(server, drawn.csp_hashes())
    return server


def _echo_token(server: flask.Flask, is_https: bool) -> None:
    """Hand the session's token to Dash, which sends it back with each callback."""

    @server.after_request
    def add(response: flask.Response) -> flask.Response:
        if person() and flask.request.cookies.get("_csrf_token") != token():
            response.set_cookie("_csrf_token", token(), samesite="Strict", secure=is_https)
        return response


@callback(
    Output("page", "children"),
    Output("tabs", "children"),
    Input("url", "pathname"),
    Input("url", "search"),
    Input("changed", "data"),
)
def show(pathname: str, search: str, _changed: int) -> tuple[Component, list[html.A]]:
    """Show the page of an address; again when something has changed."""
    return page_of(pathname, search or ""), tab_links(pathname)
