"""The SOQL that the program sends; all else is malformed."""

import re
from datetime import UTC, datetime

from tests.apis.salesforce.org import Org

_QUERY = re.compile(
    r"SELECT (?P<fields>\w+(?:, \w+)*) FROM (?P<object>\w+)"
    r"(?: WHERE (?P<stamp>\w+) >= (?P<since>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z)?"
)


class SoqlError(Exception):
    """A query that Salesforce refuses: code and message."""


def run(org: Org, text: str) -> tuple[str, list[str], list[dict]]:
    """Return the object, the fields and the rows of a query.

    Raises:
        SoqlError: It is malformed, or names what is not there.
    """
    match = _QUERY.fullmatch(text)
    if not match:
        raise SoqlError("MALFORMED_QUERY", f"unexpected token: {text[:20]}")
    name = match["object"]
    if name not in org.objects:
        raise SoqlError("INVALID_TYPE", f"sObject type '{name}' is not supported.")
    fields = match["fields"].split(", ")
    for one in (*fields, *filter(None, [match["stamp"]])):
        if one not in org.objects[name]:
            raise SoqlError("INVALID_FIELD", f"No such column '{one}' on entity '{name}'.")
    if len(set(fields)) < len(fields):
        raise SoqlError("INVALID_FIELD", "duplicate field selected")
    since = None
    if match["since"]:
        since = datetime.fromisoformat(match["since"]).replace(tzinfo=UTC)
    return name, fields, org.found(name, match["stamp"], since)
