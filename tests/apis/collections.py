"""Collections of sObjects as Salesforce documents them: up to 200 records, each for itself."""

import json
import re
from dataclasses import dataclass, field

from flask import Flask, jsonify, request

TOKEN = "00D-only-for-tests"  # noqa: S105
PATH = "/services/data/v66.0/composite/sobjects"
ID = re.compile(r"[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?")


@dataclass
class Sobjects:
    """What an organisation holds.

    Attributes:
        fields: Names of fields that may be written, by object.
        rows: Record by object and id.
        locked: Ids of records that nobody may change.
        numbers: Fields that hold numbers.
    """

    fields: dict
    rows: dict
    locked: set = field(default_factory=set)
    numbers: set = field(default_factory=set)


def application(org):
    """Return the server of an organisation."""
    app = Flask("collections")

    @app.patch(PATH)
    def update():
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _refusal(401, "INVALID_SESSION_ID", "Session expired or invalid")
        body = request.get_json(silent=True)
        if not isinstance(body, dict) or set(body) != {"allOrNone", "records"}:
            return _refusal(400, "JSON_PARSER_ERROR", "unknown or missing keys")
        if body["allOrNone"] is not False or not 1 <= len(body["records"]) <= 200:
            return _refusal(400, "LIMIT_EXCEEDED", "record limit reached: 200")
        for record in body["records"]:
            for name in set(record) - {"attributes", "id"}:
                if name not in org.fields.get(record["attributes"]["type"], ()):
                    message = f"No such column '{name}' on sobject of type Opportunity"
                    return _refusal(400, "INVALID_FIELD", message)
        return jsonify([_update(org, record) for record in body["records"]])

    return app


def _update(org, record):
    """Update one record; return its result."""
    attributes, id_ = record.pop("attributes"), record.pop("id")
    assert set(attributes) == {"type"}
    rows = org.rows[attributes["type"]]
    if not ID.fullmatch(id_):
        return _error("MALFORMED_ID", f"bad id {id_}")
    if id_ not in rows:
        return _error("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id")
    if id_ in org.locked:
        return _error("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record")
    for name, value in record.items():
        assert value is None or isinstance(value, str), "numbers would not be exact"
        if name in org.numbers and not re.fullmatch(r"-?\d+(\.\d+)?", value or "0"):
            return _error("JSON_PARSER_ERROR", f"Cannot deserialize instance of double: {value}")
    rows[id_] |= record
    return {"id": id_, "success": True, "errors": []}


def _error(code, message):
    return {"success": False, "errors": [{"statusCode": code, "message": message, "fields": []}]}


def _refusal(status, code, message):
    answer = json.dumps([{"message": message, "errorCode": code}])
    return answer, status, {"Content-Type": "application/json"}
