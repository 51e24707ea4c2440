"""The endpoint that updates records: strict about what it gets, and each record for itself."""

import json
import re

from flask import Blueprint, jsonify

from tests.apis.hubspot.objects import known, shown
from tests.apis.hubspot.strict import body_of, parameters, refuse

writing = Blueprint("writing", __name__)


@writing.post("/crm/v3/objects/<name>/batch/update")
def update(name):
    """Update records; what is locked or not there is an error of its own."""
    portal, type_ = known(name)
    parameters()
    inputs = _inputs(body_of(("inputs",))["inputs"])
    problems = [
        problem
        for one in inputs
        for field, value in one["properties"].items()
        if (problem := _problem(portal, type_, field, value))
    ]
    if problems:
        refuse(400, f"Property values were not valid: {json.dumps(problems)}")
    there = {record.id for record in portal.found(type_)}
    gone = [one["id"] for one in inputs if one["id"] not in there]
    locked = [one["id"] for one in inputs if one["id"] in there & portal.locked]
    rows = []
    for one in inputs:
        if one["id"] in there - portal.locked:
            portal.update(type_, one["id"], **one["properties"])
            record = portal.records[type_][one["id"]]
            rows.append(shown(portal, type_, record, tuple(one["properties"])))
    errors = []
    for ids, category, message in (
        (gone, "OBJECT_NOT_FOUND", "Could not update some objects, they may not exist."),
        (locked, "FORBIDDEN", "The record is locked."),
    ):
        if ids:
            error = {"status": "error", "category": category, "message": message}
            errors.append(error | {"context": {"ids": ids}})
    answer = {"status": "COMPLETE", "results": portal.mess(rows)}
    answer |= {"startedAt": "2024-01-01T00:00:00Z", "completedAt": "2024-01-01T00:00:00Z"}
    if errors:
        return jsonify(answer | {"numErrors": len(errors), "errors": errors}), 207
    return jsonify(answer)


def _inputs(inputs):
    """Return the inputs, each with an id of its own and texts as properties."""
    if not isinstance(inputs, list) or not 1 <= len(inputs) <= 100:
        refuse(400, "The maximum number of inputs supported in a batch request is 100")
    for one in inputs:
        if set(one) != {"id", "properties"} or not isinstance(one["id"], str):
            refuse(400, f"invalid input {one}")
        if not one["properties"] or not all(isinstance(v, str) for v in one["properties"].values()):
            refuse(400, "Cannot deserialize value of type `java.lang.String`")
    if len({one["id"] for one in inputs}) != len(inputs):
        refuse(400, "Duplicate IDs found in batch input")
    return inputs


def _problem(portal, type_, field, value):
    """Return what is wrong with a property's value, or None."""
    if field not in portal.properties[type_]:
        message = f'Property "{field}" does not exist'
        return {"isValid": False, "message": message, "error": "PROPERTY_DOESNT_EXIST"}
    if field in ("hs_object_id", "createdate"):
        message = f'"{field}" is a read only property; its value cannot be set.'
        return {"isValid": False, "message": message, "error": "READ_ONLY_VALUE"}
    if field in portal.numbers and not re.fullmatch(r"(-?\d+(\.\d+)?)?", value):
        message = f"{value} was not a valid number."
        return {"isValid": False, "message": message, "error": "INVALID_DOUBLE"}
    return None
