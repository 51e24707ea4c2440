"""The application: who may ask, how often, and what there is beside objects."""

from flask import Flask, current_app, jsonify, request

from tests.apis.hubspot.objects import objects
from tests.apis.hubspot.strict import body_of, inputs_of, limit_of, parameters, refuse
from tests.apis.hubspot.writing import writing

TOKEN = "pat-eu1-only-for-tests"  # noqa: S105
SECRETS = {"client_id": "client", "client_secret": "s3cret-client", "refresh_token": "r3fresh"}


class HubSpot(Flask):
    """An API over an account.

    Attributes:
        portal: The account.
        lives: Requests that a token of OAuth signs before it ends; None: it does not.
        granted: How many tokens OAuth has given.
        asked: How many requests had a valid token.
    """

    def __init__(self, portal, lives=None):
        super().__init__(__name__)
        self.portal, self.lives = portal, lives
        self.granted = self.asked = self._used = 0
        self.url_map.strict_slashes = True
        self.url_map.merge_slashes = False
        self.register_blueprint(objects)
        self.register_blueprint(writing)
        self.before_request(self._signed)
        self.after_request(self._limits)
        self.add_url_rule("/oauth/v3/token", view_func=self._token, methods=["POST"])
        self.add_url_rule("/crm/v3/owners", view_func=owners)
        self.add_url_rule("/crm/v3/pipelines/<name>", view_func=pipelines)
        path = "/crm/v4/associations/deals/<to>/batch/read"
        self.add_url_rule(path, view_func=associations, methods=["POST"])
        path = "/crm/v3/objects/deals/splits/batch/read"
        self.add_url_rule(path, view_func=splits, methods=["POST"])

    def _signed(self):
        """Refuse who may not ask."""
        if request.path == "/oauth/v3/token":
            return
        sent = request.headers.get("Authorization", "")
        if sent == f"Bearer access-{self.granted}":
            self._used += 1
            if self.lives is not None and self._used > self.lives:
                message = "The OAuth token used to make this call expired 1 second(s) ago."
                refuse(401, message, "EXPIRED_AUTHENTICATION")
        elif sent != f"Bearer {TOKEN}":
            refuse(401, "Authentication credentials not found.", "INVALID_AUTHENTICATION")
        self.asked += 1

    def _limits(self, answer):
        """Tell how many requests are left."""
        answer.headers["X-HubSpot-RateLimit-Daily-Remaining"] = str(250_000 - self.asked)
        answer.headers["X-HubSpot-RateLimit-Remaining"] = "99"
        return answer

    def _token(self):
        """Answer a new token, for the one before."""
        parameters()
        if request.mimetype != "application/x-www-form-urlencoded":
            refuse(400, "wrong content type")
        if request.form.to_dict() != {"grant_type": "refresh_token", **SECRETS}:
            refuse(400, "missing or invalid refresh token", "BAD_REFRESH_TOKEN")
        self.granted, self._used = self.granted + 1, 0
        token = f"access-{self.granted}"
        return jsonify(access_token=token, expires_in=1800, token_type="bearer")  # noqa: S106


def owners():
    """Answer a page of owners."""
    portal = current_app.portal
    asked = parameters(limit=int, after=str, archived=bool, email=str)
    limit = min(limit_of(asked, 500, 100), portal.page)
    found = [one for one in portal.owners if one["archived"] == asked.get("archived", False)]
    start = int(asked.get("after", 0))
    answer = {"results": portal.mess(found[start : start + limit])}
    if start + limit < len(found):
        answer["paging"] = {"next": {"after": str(start + limit)}}
    return jsonify(answer)


def pipelines(name):
    """Answer the pipelines of an object, all at once."""
    parameters()
    if name not in ("deals", "0-3"):
        refuse(404, f"no pipelines of {name}", "OBJECT_NOT_FOUND")
    return jsonify({"results": current_app.portal.pipelines})


def associations(to):
    """Answer what deals are associated with; of one deal no more than a page."""
    portal = current_app.portal
    parameters()
    rows, errors = [], []
    pairs = portal.associations.get(("deals", to), {})
    for one in inputs_of(body_of(("inputs",)), 1000, ("id", "after")):
        found = sorted(pairs.get(one["id"], {}).items(), key=lambda pair: int(pair[0]))
        start = int(one.get("after", 0))
        page = found[start : start + portal.page]
        kinds = "HUBSPOT_DEFINED"
        told = [
            {
                "toObjectId": int(id_),
                "associationTypes": [
                    {"category": kinds, "typeId": type_, "label": label} for type_, label in labels
                ],
            }
            for id_, labels in page
        ]
        if not found:
            message = f"No {to} is associated with deals {one['id']}."
            errors.append({"category": "OBJECT_NOT_FOUND", "message": message})
            continue
        row = {"from": {"id": one["id"]}, "to": portal.mess(told)}
        if start + portal.page < len(found):
            row["paging"] = {"next": {"after": str(start + portal.page)}}
        rows.append(row)
    answer = {"status": "COMPLETE", "results": portal.mess(rows)}
    if errors:
        return jsonify(answer | {"numErrors": len(errors), "errors": errors}), 207
    return jsonify(answer)


def splits():
    """Answer who shares deals."""
    portal = current_app.portal
    parameters()
    ids = [one["id"] for one in inputs_of(body_of(("inputs",)), 100)]
    rows = [{"id": id_, "splits": portal.splits[id_]} for id_ in ids if id_ in portal.splits]
    return jsonify({"status": "COMPLETE", "results": portal.mess(rows)})
