"""Who asks: the person of this request, their groups, and the guard before every page."""

import hmac
import secrets

import flask

from semantic.client import Query, SemanticClient
from semantic.dashboards.place import place
from semantic.errors import QueryError
from semantic.result import Row

OPEN = {
    "sign_in", "sign_in_post", "sign_in_start", "sign_in_callback", "language_post", "manifest",
    "service_worker",
}  # fmt: skip
"""What is answered without a session."""
OPEN_PREFIX = "/assets/"
MOST = 50_000
"""Rows that the server gives at most."""
READING = {"GET", "HEAD", "OPTIONS"}


def person() -> str:
    """Return the name of the person who is signed in; empty for nobody."""
    return str(flask.session.get("who", ""))


def groups() -> tuple[str, ...]:
    """Return the groups of the person who is signed in."""
    return place().viewer(person()).groups


def client() -> SemanticClient:
    """Return the client that asks as the person who is signed in."""
    return place().client(person())


def load(query: Query) -> list[Row]:
    """Return the rows of a question that the person who is signed in asks.

    The names of members lose their view's: `balances.earned` becomes `earned`.

    Raises:
        QueryError: There are more rows than the server gives: a total of some would be wrong.
    """
    rows = client().load({"limit": MOST, **query}).rows
    if "limit" not in query and len(rows) >= MOST:
        raise QueryError(f"there are more than {MOST:,} rows: choose a month or a person")
    return [{name.split(".", 1)[1]: value for name, value in row.items()} for row in rows]


def has_view(name: str) -> bool:
    """Whether the person who is signed in may ask a view that the snapshot has tables for."""
    return any(view["name"] == name for view in client().meta())


def prove(payee: str) -> None:
    """Make sure, through the semantic layer, that the person may see a payee's pay.

    Ends the request with 404 if not: who may not see somebody does not learn whether they exist.
    """
    rows = load(
        {
            "dimensions": ["balances.payee_id"],
            "filters": [{"member": "balances.payee_id", "operator": "equals", "values": [payee]}],
            "limit": 1,
        }
    )
    if not rows:
        flask.abort(404)


def token() -> str:
    """Return the secret of this session that every form and callback sends back."""
    if "csrf" not in flask.session:
        flask.session["csrf"] = secrets.token_urlsafe(32)
    return str(flask.session["csrf"])


def guard() -> flask.typing.ResponseReturnValue | None:
    """Let nobody in without a session, and no change without the session's own token."""
    request = flask.request
    if request.method not in READING:
        sent = request.headers.get("X-CSRFToken") or request.form.get("csrf", "")
        if not hmac.compare_digest(sent.encode(), token().encode()):
            return flask.make_response(("The page is too old: load it again.", 403))
    is_open = request.endpoint in OPEN or request.path.startswith(OPEN_PREFIX)
    if person() or is_open:
        return None
    if request.path.startswith("/_dash") or request.method not in READING:
        return flask.make_response(("Sign in first.", 401))
    return flask.redirect(flask.url_for("sign_in", next=request.full_path.rstrip("?")))
