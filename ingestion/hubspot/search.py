"""What has changed: HubSpot's search, read so that nothing falls between two pages.

A search gives 10,000 records at most, and its pages move while records change. So no page is asked
for by its number: each search asks for ids that are greater than the last one seen.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from ingestion.errors import LoadError
from ingestion.hubspot.account import Account, Row, next_page
from ingestion.hubspot.catalogue import Crm

LIMIT = 200
# The index of the search runs behind: what was changed before the newest record that it shows may
# come into it later. HubSpot speaks of moments.
OVERLAP = timedelta(minutes=5)


def _body(sort: str, limit: int, properties: list[str], filters: list[Row]) -> Row:
    """Return the body of a search: the first page of it."""
    return {
        "filterGroups": [{"filters": filters}] if filters else [],
        "sorts": [sort],
        "properties": properties,
        "limit": limit,
        "after": "0",
    }


def newest(account: Account, crm: Crm) -> datetime | None:
    """Return when the record that changed last was changed; None if there is no record.

    Asked before anything is read, it is the next watermark: whatever changes while we read, changes
    later. The greatest date among the rows read would not be, for a row may change after its page.
    """
    body = _body(f"-{crm.changed}", 1, [crm.changed], [])
    rows = account.page(f"{crm.path}/search", body=body)["results"]
    dates = [row["properties"].get(crm.changed) or row["updatedAt"] for row in rows]
    return max(map(moment, dates), default=None)


def changed(
    account: Account, crm: Crm, properties: list[str], since: datetime
) -> Iterator[list[Row]]:
    """Yield the records that have changed since a moment, and for safety some from before.

    Raises:
        LoadError: HubSpot refuses, does not answer, or does not keep the order asked for.
    """
    begin = str(int((since - OVERLAP).timestamp() * 1000))
    filters = [{"propertyName": crm.changed, "operator": "GTE", "value": begin}]
    last = 0
    while True:
        further = [{"propertyName": "hs_object_id", "operator": "GT", "value": str(last)}]
        body = _body("hs_object_id", LIMIT, properties, filters + (further if last else []))
        answer = account.page(f"{crm.path}/search", body=body)
        rows = answer["results"]
        ids = [int(row["id"]) for row in rows]
        if ids != sorted(ids) or (ids and ids[-1] <= last):
            raise LoadError(
                f"{account.where}: HubSpot's search does not answer in the order of ids, so that "
                "records could be lost. Try again; if it stays so, report it"
            )
        yield rows
        if not rows or next_page(answer) is None:
            return
        last = ids[-1]


def moment(text: str) -> datetime:
    """Return a moment as HubSpot writes it: ISO 8601, in UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)
