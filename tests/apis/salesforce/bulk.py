"""Bulk API 2.0: jobs that become complete by being asked, and their results in pages of CSV."""

from functools import partial

from flask import Flask, Response, jsonify, request

from tests.apis.salesforce.org import Org
from tests.apis.salesforce.soql import SoqlError, run
from tests.apis.salesforce.writing import as_csv

_PATH = "/services/data/v66.0/jobs/query"
_BODY = {
    "operation": {"query", "queryAll"},
    "contentType": {"CSV"},
    "columnDelimiter": {"COMMA", "TAB", "PIPE", "SEMICOLON", "CARET", "BACKQUOTE"},
    "lineEnding": {"LF", "CRLF"},
}
_NEXT = {"UploadComplete": "InProgress", "InProgress": "JobComplete"}


def _refusal(status: int, code: str, message: str) -> tuple[Response, int]:
    return jsonify([{"errorCode": code, "message": message}]), status


def add_bulk(app: Flask, org: Org) -> None:
    """Add the endpoints of query jobs."""
    for path, method, answer in (
        (_PATH, "POST", _create),
        (f"{_PATH}/<key>", "GET", _state),
        (f"{_PATH}/<key>", "PATCH", _abort),
        (f"{_PATH}/<key>", "DELETE", _delete),
        (f"{_PATH}/<key>/results", "GET", _results),
    ):
        app.add_url_rule(path, answer.__name__, partial(answer, org), methods=[method])


def _create(org: Org):
    body = dict(request.get_json())
    text = body.pop("query", "")
    if not all(value in _BODY.get(key, ()) for key, value in body.items()):
        return _refusal(400, "INVALIDJOB", f"unknown: {body}")
    try:
        name, fields, rows = run(org, text)
    except SoqlError as error:
        return _refusal(400, "API_ERROR", error.args[1])
    if name in org.without_bulk:
        message = f"Entity '{name}' is not supported by the Bulk API."
        return _refusal(400, "INVALIDENTITY", message)
    if {org.objects[name][field] for field in fields} & {"address", "location", "base64"}:
        message = "Selecting compound data not supported in Bulk Query"
        return _refusal(400, "FUNCTIONALITY_NOT_ENABLED", message)
    key = f"750{next(org.numbers):012d}AAA"
    org.jobs[key] = {"state": "UploadComplete", "fields": fields, "rows": list(map(dict, rows))}
    return _told(org, key)


def _state(org: Org, key: str):
    if key not in org.jobs:
        return _refusal(404, "NOT_FOUND", "The requested resource does not exist")
    job = org.jobs[key]
    answer = _told(org, key)
    job["state"] = "Failed" if org.failing else _NEXT.get(job["state"], job["state"])
    return answer


def _abort(org: Org, key: str):
    if request.get_json() != {"state": "Aborted"} or org.jobs[key]["state"] not in _NEXT:
        return _refusal(400, "INVALIDJOBSTATE", "Only running jobs can be aborted")
    org.jobs[key]["state"] = "Aborted"
    return _told(org, key)


def _delete(org: Org, key: str):
    if key not in org.jobs:
        return _refusal(404, "NOT_FOUND", "The requested resource does not exist")
    if org.jobs[key]["state"] in _NEXT:
        return _refusal(400, "API_ERROR", "the job is not terminated")
    del org.jobs[key]
    return "", 204


def _results(org: Org, key: str):
    job = org.jobs.get(key)
    if not job or job["state"] != "JobComplete":
        return _refusal(404, "NOT_FOUND", "The job is not complete")
    if not set(request.args) <= {"maxRecords", "locator"}:
        return _refusal(400, "INVALID_PARAMETER", "unknown parameter")
    start = int(request.args.get("locator", "loc0").removeprefix("loc"))
    end = start + int(request.args.get("maxRecords", 50_000))
    rows = org.page(job["rows"][start:end])
    answer = Response(org.csv(as_csv(job["fields"], rows)), mimetype="text/csv")
    answer.headers["Sforce-NumberOfRecords"] = str(len(rows))
    answer.headers["Sforce-Locator"] = f"loc{end}" if end < len(job["rows"]) else "null"
    return answer


def _told(org: Org, key: str) -> Response:
    message = {"errorMessage": org.failing} if org.failing else {}
    return jsonify(
        id=key, operation="queryAll", object="", state=org.jobs[key]["state"], apiVersion=66.0,
        contentType="CSV", columnDelimiter="COMMA", lineEnding="LF", **message,
    )  # fmt: skip
