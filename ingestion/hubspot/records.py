"""The records of an object, flat: all of them, or those that have changed."""

import json
from collections.abc import Iterator
from datetime import datetime

from ingestion.door.names import guess
from ingestion.errors import LoadError
from ingestion.hubspot.account import PAGE, Account, Row
from ingestion.hubspot.catalogue import Crm
from ingestion.hubspot.search import changed

MERGED = "hs_merged_object_ids"
OWN = ("id", "archived", "created_at", "updated_at", "archived_at", "merged_into")
# HubSpot refuses a search of more than 3,000 characters, and URLs have limits of their own. More
# properties than these characters of JSON hold are asked for in the body of a batch instead.
_CHARACTERS = 2400


def properties_of(account: Account, crm: Crm, fields: tuple[str, ...]) -> list[str]:
    """Return the names of the properties to read: the fields, or all that the object has.

    HubSpot leaves out a property that it does not know, so fields are compared first.

    Raises:
        LoadError: A field is no property.
    """
    found = account.page(f"/crm/v3/properties/{crm.type}")["results"]
    known = sorted({str(row["name"]) for row in found})
    for name in fields:
        if name not in known:
            hint = guess(name, known).removeprefix(name)
            raise LoadError(
                f'{account.where}: HubSpot has no property "{name}" of this object{hint}. Use its '
                "internal name, or correct `fields` in sources.yml"
            )
    return list(fields) or known


def pages(
    account: Account, crm: Crm, names: list[str], since: datetime | None
) -> Iterator[list[Row]]:
    """Yield records as HubSpot has them: live ones first, then all that are archived.

    Args:
        account: Where they are.
        crm: The object.
        names: Properties to read.
        since: Only live records that have changed since then; None: all.
    """
    asked = sorted({*names, crm.changed, MERGED})
    heads = asked if len(json.dumps(asked)) <= _CHARACTERS else [crm.changed, MERGED]
    for archived in (False, True):
        found = (
            _listed(account, crm, heads, archived)
            if archived or since is None
            else changed(account, crm, heads, since)
        )
        for page in found:
            ids = [row["id"] for row in page]
            yield page if heads is asked else batch(account, crm, ids, asked, [], archived)


def _listed(account: Account, crm: Crm, names: list[str], archived: bool) -> Iterator[list[Row]]:
    """Yield all records. Pages are told by ids, so that they do not move."""
    told = {"limit": PAGE, "archived": str(archived).lower(), "properties": ",".join(names)}
    return account.listing(crm.path, told)


def batch(
    account: Account, crm: Crm, ids: list[str], names: list[str], history: list[str], archived: bool
) -> list[Row]:
    """Return the records of some ids. Who is gone, because it was archived meanwhile, is missing.

    Args:
        account: Where they are.
        crm: The object.
        ids: Of the records, in any number.
        names: Properties to read.
        history: Properties to read with all their values and when they were set.
        archived: Whether the records are.
    """
    size = PAGE // 2 if history else PAGE  # HubSpot's limits
    rows: list[Row] = []
    for first in range(0, len(ids), size):
        body = {
            "inputs": [{"id": id_} for id_ in ids[first : first + size]],
            "properties": names,
            "propertiesWithHistory": history,
        }
        told = {"archived": str(archived).lower()}
        rows += account.page(f"{crm.path}/batch/read", told, body)["results"]
    return rows


def flat(row: Row) -> list[Row]:
    """Return a record as one flat row, after a row for each record that was merged into it.

    Records that were merged into another are gone from HubSpot's lists. Without a row that says so
    their last amounts would be counted beside those of the record that they are now.
    """
    own = {
        "id": row["id"],
        "archived": row.get("archived", False),
        "created_at": row.get("createdAt"),
        "updated_at": row.get("updatedAt"),
        "archived_at": row.get("archivedAt"),
    }
    values = {
        f"property_{name}" if name in OWN else name: value
        for name, value in row["properties"].items()
    }
    gone = [{"id": id_, "archived": True, "merged_into": row["id"]} for id_ in merged(row)]
    return [*gone, {**values, **own}]


def merged(row: Row) -> list[str]:
    """Return the ids of the records that were merged into a record."""
    ids = (row["properties"].get(MERGED) or "").split(";")
    return [id_ for id_ in ids if id_ and id_ != row["id"]]
