"""REST: describe, queryAll, pages; with the login and Bulk it is the whole server."""

import json
import re

from flask import Flask, Response, jsonify, request

from tests.apis.salesforce.bulk import add_bulk
from tests.apis.salesforce.oauth import add_login
from tests.apis.salesforce.org import Org
from tests.apis.salesforce.soql import SoqlError, run
from tests.apis.salesforce.writing import as_json

BASE = "/services/data/v66.0"
_LONGEST = 16_384


def refusal(status: int, code: str, message: str) -> tuple[Response, int]:
    """Return an error as Salesforce tells it."""
    return jsonify([{"message": message, "errorCode": code}]), status


def application(org: Org) -> Flask:
    """Return the server of an organisation."""
    app = Flask("salesforce")
    app.url_map.strict_slashes = True
    add_login(app, org)
    add_bulk(app, org)
    _add_objects(app, org)
    _add_queries(app, org)
    app.register_error_handler(
        404, lambda _: refusal(404, "NOT_FOUND", "The requested resource does not exist")
    )
    app.register_error_handler(
        405, lambda _: refusal(405, "METHOD_NOT_ALLOWED", "HTTP Method not allowed")
    )

    @app.before_request
    def guard():
        length = len(request.full_path)
        if length > _LONGEST:
            return Response(status=414)
        if length + sum(len(f"{key}: {value}\r\n") for key, value in request.headers) > _LONGEST:
            return Response(status=431)
        if request.path.startswith("/services/oauth2"):
            return None
        org.used += 1
        if org.used in org.expiring:
            org.tokens.clear()
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in org.tokens:
            return refusal(401, "INVALID_SESSION_ID", "Session expired or invalid")
        if org.used > org.allowed:
            return refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
        return None

    @app.after_request
    def limit(response):
        response.headers["Sforce-Limit-Info"] = f"api-usage={org.used}/{org.allowed}"
        return response

    return app


def _add_objects(app: Flask, org: Org) -> None:
    @app.get(f"{BASE}/sobjects")
    def sobjects():
        names = [{"name": name, "queryable": True} for name in org.objects]
        return jsonify(encoding="UTF-8", maxBatchSize=200, sobjects=names)

    @app.get(f"{BASE}/sobjects/<name>/describe")
    def describe(name: str):
        if name not in org.objects or request.args:
            return refusal(404, "NOT_FOUND", "The requested resource does not exist")
        fields = [{"name": key, "type": type_} for key, type_ in org.objects[name].items()]
        return jsonify(name=name, queryable=True, fields=fields)


def _add_queries(app: Flask, org: Org) -> None:
    @app.get(f"{BASE}/queryAll")
    def query_all():
        if set(request.args) != {"q"}:
            return refusal(400, "MALFORMED_QUERY", "one parameter is expected: q")
        try:
            name, fields, rows = run(org, request.args["q"])
        except SoqlError as error:
            return refusal(400, *error.args)
        cursor = f"01g{next(org.numbers):015d}"
        org.cursors[cursor] = (name, fields, list(map(dict, rows)))
        return page(cursor, 0)

    @app.get(f"{BASE}/query/<locator>")
    def query_more(locator: str):
        match = re.fullmatch(r"(01g\d{15})-(\d+)", locator)
        if request.args or not match or match[1] not in org.cursors:
            return refusal(400, "INVALID_QUERY_LOCATOR", "invalid query locator")
        return page(match[1], int(match[2]))

    def page(cursor: str, start: int) -> Response:
        name, fields, rows = org.cursors[cursor]
        end = start + org.batch
        told = f'"totalSize":{len(rows)},"done":{json.dumps(end >= len(rows))}'
        if end < len(rows):
            told += f',"nextRecordsUrl":"{BASE}/query/{cursor}-{end}"'
        records = as_json(name, org.objects[name], fields, org.page(rows[start:end]))
        return Response(f'{{{told},"records":{records}}}', mimetype="application/json")
