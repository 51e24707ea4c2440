"""The endpoints of objects: list, batch, search, properties."""

from datetime import datetime

from flask import Blueprint, current_app, jsonify

from tests.apis.hubspot.portal import DEFAULTS
from tests.apis.hubspot.strict import (
    body_of,
    checked_search,
    inputs_of,
    limit_of,
    parameters,
    refuse,
)

objects = Blueprint("objects", __name__)


def known(name):
    """Return the account and the object that a path names."""
    portal = current_app.portal
    type_ = portal.type_of(name)
    if type_ is None:
        refuse(400, f"Unable to infer object type from: {name}")
    return portal, type_


def shown(portal, type_, record, names, history=()):
    """Return a record as HubSpot shows it: the properties asked for, or a few."""
    fixed = ("hs_object_id", "createdate", portal.changed_property(type_))
    wanted = [*fixed, *(names or DEFAULTS.get(type_, ()))]
    all_ = portal.properties[type_]
    row = {
        "id": record.id,
        "properties": {name: record.properties.get(name) for name in wanted if name in all_},
        "createdAt": record.created,
        "updatedAt": record.updated,
        "archived": record.archived,
    }
    if record.archived:
        row["archivedAt"] = record.updated
    if history:
        row["propertiesWithHistory"] = {
            name: record.history.get(name, []) for name in history if name in all_
        }
    return row


@objects.get("/crm/v3/objects/<name>")
def listed(name):
    """Answer a page of records, told by the last id."""
    portal, type_ = known(name)
    lists = dict.fromkeys(("properties", "propertiesWithHistory", "associations"), list)
    asked = parameters(limit=int, after=str, archived=bool, **lists)
    limit = limit_of(asked, 50 if "propertiesWithHistory" in asked else 100)
    after = int(asked.get("after", 0))
    found = [
        one for one in portal.found(type_, asked.get("archived", False)) if int(one.id) > after
    ]
    page = found[: min(limit, portal.page)]
    rows = [shown(portal, type_, one, asked.get("properties")) for one in page]
    answer = {"results": portal.mess(rows)}
    if len(found) > len(page):
        answer["paging"] = {"next": {"after": page[-1].id, "link": "https://example.com"}}
    return jsonify(answer)


@objects.post("/crm/v3/objects/<name>/batch/read")
def batch(name):
    """Answer records by their ids; what is not there is an error of its own."""
    portal, type_ = known(name)
    archived = parameters(archived=bool).get("archived", False)
    body = body_of(("inputs", "properties", "propertiesWithHistory"), ("idProperty",))
    history = body["propertiesWithHistory"]
    ids = [one["id"] for one in inputs_of(body, 50 if history else 100)]
    there = {one.id: one for one in portal.found(type_, archived)}
    rows = [
        shown(portal, type_, there[id_], body["properties"], history) for id_ in ids if id_ in there
    ]
    answer = {"status": "COMPLETE", "results": portal.mess(rows)}
    answer |= {"startedAt": "2024-01-01T00:00:00Z", "completedAt": "2024-01-01T00:00:00Z"}
    gone = [id_ for id_ in ids if id_ not in there]
    if not gone:
        return jsonify(answer)
    error = {"status": "error", "category": "OBJECT_NOT_FOUND", "context": {"ids": gone}}
    error["message"] = "Could not get some objects, they may be deleted or not exist."
    return jsonify(answer | {"numErrors": 1, "errors": [error]}), 207


def _number(portal, type_, record, name):
    """Return what a search compares: numbers, and moments as milliseconds."""
    text = record.properties.get(name) or "0"
    if name == portal.changed_property(type_):
        return int(datetime.fromisoformat(text).timestamp() * 1000)
    return int(text)


_COMPARE = {
    "EQ": lambda one, other: one == other,
    "GT": lambda one, other: one > other,
    "GTE": lambda one, other: one >= other,
    "LT": lambda one, other: one < other,
}


@objects.post("/crm/v3/objects/<name>/search")
def search(name):
    """Answer live records that all filters of any group let through."""
    portal, type_ = known(name)
    parameters()
    body = body_of((), ("filterGroups", "sorts", "properties", "limit", "after", "query"), 3000)
    checked_search(body, portal.properties[type_])
    limit = min(limit_of(body, 200), portal.page)
    groups = body.get("filterGroups") or [{"filters": []}]
    found = [
        one
        for one in portal.found(type_)
        if any(all(_passes(portal, type_, one, each) for each in g["filters"]) for g in groups)
    ]
    for sort in body.get("sorts", []):
        key = sort.removeprefix("-")
        found.sort(key=lambda one: _number(portal, type_, one, key), reverse=sort.startswith("-"))
    after = int(body.get("after") or 0)
    if after + limit > portal.search_limit:
        refuse(400, "The search reached the limit of results")
    page = found[after : after + limit]
    rows = [shown(portal, type_, one, body.get("properties")) for one in page]
    answer = {"total": min(len(found), portal.search_limit), "results": rows}
    if after + limit < len(found):
        answer["paging"] = {"next": {"after": str(after + limit)}}
    return jsonify(answer)


def _passes(portal, type_, record, one):
    compare = _COMPARE[one["operator"]]
    return compare(_number(portal, type_, record, one["propertyName"]), int(one["value"]))


@objects.get("/crm/v3/properties/<name>")
def properties(name):
    """Answer the properties of an object."""
    portal, type_ = known(name)
    parameters(archived=bool, properties=str, dataSensitivity=str, locale=str)
    rows = [
        {"name": each, "label": each, "type": "number" if each == "amount" else "string"}
        for each in portal.properties[type_]
    ]
    return jsonify({"results": rows})
