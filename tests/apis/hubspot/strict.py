"""Refusals in HubSpot's words, and checks of what was sent."""

from flask import abort, jsonify, make_response, request

FILTERS = {"propertyName", "operator", "value", "values", "highValue"}


def refuse(status, message, category="VALIDATION_ERROR"):
    """End a request as HubSpot refuses one."""
    body = {"status": "error", "message": message, "category": category}
    body["correlationId"] = "aeb5f871-7f07-4993-9211-075dc63e7cbf"
    abort(make_response(jsonify(body), status))


def parameters(**kinds):
    """Return the query parameters, each of its kind; refuse all others."""
    found = {}
    for name in request.args:
        if name not in kinds:
            refuse(400, f"unknown query parameter {name}")
        text = request.args[name]
        if kinds[name] is int:
            found[name] = int(text) if text.isdigit() else refuse(400, f"{name} is no number")
        elif kinds[name] is bool:
            found[name] = {"true": True, "false": False}.get(text)
            if found[name] is None:
                refuse(400, f"{name} is no boolean")
        else:
            found[name] = text.split(",") if kinds[name] is list else text
    return found


def limit_of(found, most, default=10):
    """Return the limit that was asked for."""
    limit = found.get("limit", default)
    if not 1 <= limit <= most:
        refuse(400, f"limit must be between 1 and {most}")
    return limit


def body_of(required, optional=(), most=None):
    """Return the body; refuse keys that are not documented, and what is too long."""
    if most and len(request.get_data()) > most:
        refuse(400, f"The body exceeds {most} characters")
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        refuse(400, "Invalid input JSON")
    for key in body:
        if key not in (*required, *optional):
            refuse(400, f"unknown key {key}")
    for key in required:
        if key not in body:
            refuse(400, f"missing key {key}")
    return body


def inputs_of(body, most, keys=("id",)):
    """Return the inputs of a batch."""
    inputs = body["inputs"]
    if not 1 <= len(inputs) <= most:
        refuse(400, f"The maximum number of inputs supported in a batch request is {most}")
    for one in inputs:
        if not set(one) <= set(keys) or not all(isinstance(each, str) for each in one.values()):
            refuse(400, f"invalid input {one}")
    return inputs


def checked_search(body, names):
    """Refuse a search that HubSpot would refuse."""
    groups = body.get("filterGroups", [])
    filters = [one for group in groups for one in group["filters"]]
    if len(groups) > 5 or len(filters) > 18:
        refuse(400, "too many filters")
    for one in filters:
        if not set(one) <= FILTERS or not isinstance(one.get("value"), str):
            refuse(400, f"invalid filter {one}")
        if one["propertyName"] not in names:
            refuse(400, f"there is no property {one['propertyName']}")
    sorts = body.get("sorts", [])
    if len(sorts) > 1 or not all(isinstance(one, str) for one in sorts):
        refuse(400, "invalid sorts")
    for key, kind in (("limit", int), ("after", str), ("properties", list)):
        if not isinstance(body.get(key, kind()), kind):
            refuse(400, f"{key} has a wrong type")
