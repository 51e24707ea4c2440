"""What belongs to deals and is asked for by their ids: history, associations, splits."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from ingestion.hubspot.account import PAGE, Account, Row, next_page
from ingestion.hubspot.catalogue import DEALS
from ingestion.hubspot.records import batch, merged, pages
from ingestion.hubspot.search import moment

HISTORY_KEY = ("deal_id", "property", "timestamp", "value")
HISTORY_COLUMNS = (
    *HISTORY_KEY,
    "old_value",
    "source_type",
    "source_id",
    "source_label",
    "updated_by_user_id",
)
SPLIT_COLUMNS = ("deal_id", "id", "hubspot_owner_id", "hs_deal_split_percentage")
# HubSpot's limit for associations of one batch.
_BATCH = 1000


@dataclass
class Deals:
    """Ids of deals, each once. Those of `merged` deals stand for no deal any more."""

    live: dict[str, None] = field(default_factory=dict)
    archived: dict[str, None] = field(default_factory=dict)
    merged: dict[str, None] = field(default_factory=dict)


def deals_since(account: Account, since: datetime | None) -> Deals:
    """Return the deals that have changed since then (None: all), and all that are archived."""
    deals = Deals()
    for page in pages(account, DEALS, [], since):
        for row in page:
            (deals.archived if row.get("archived") else deals.live)[row["id"]] = None
            deals.merged.update(dict.fromkeys(merged(row)))
    for id_ in deals.archived:
        deals.live.pop(id_, None)
    for id_ in deals.merged:
        deals.live.pop(id_, None)
        deals.archived.pop(id_, None)
    return deals


def history(account: Account, names: list[str], deals: Deals) -> Iterator[list[Row]]:
    """Yield one row for each deal, property and moment at which it was set.

    A deal without any has one row with its id alone, which takes the place of those it had.
    """
    for ids, archived in ((deals.live, False), (deals.archived, True)):
        for some in _chunks(list(ids), PAGE // 2):
            for deal in batch(account, DEALS, some, [], names, archived):
                yield _values(deal) or _bare([deal["id"]])
    yield _bare(deals.merged)


def _values(deal: Row) -> list[Row]:
    """Return the values that the properties of a deal have had, each with the one before."""
    rows = []
    for name, values in (deal.get("propertiesWithHistory") or {}).items():
        before = None
        # HubSpot tells the latest first.
        for one in sorted(reversed(values), key=lambda one: moment(one["timestamp"])):
            rows.append(
                {
                    "deal_id": deal["id"],
                    "property": name,
                    "timestamp": one["timestamp"],
                    "value": one.get("value"),
                    "old_value": before,
                    "source_type": one.get("sourceType"),
                    "source_id": one.get("sourceId"),
                    "source_label": one.get("sourceLabel"),
                    "updated_by_user_id": one.get("updatedByUserId"),
                }
            )
            before = one.get("value")
    return rows


def associations(account: Account, to: str, column: str, deals: Deals) -> Iterator[list[Row]]:
    """Yield one row for each pair of a deal and an object, with its labels and types.

    A deal without any, or that is archived, has one row with its id alone.

    Args:
        account: Where they are.
        to: The other object.
        column: Name of the column for its id.
        deals: The deals.
    """
    path = f"/crm/v4/associations/deals/{to}/batch/read"
    for some in _chunks(list(deals.live), _BATCH):
        alone = dict.fromkeys(some)
        inputs = [{"id": id_} for id_ in some]
        while inputs:
            found = account.page(path, body={"inputs": inputs})["results"]
            yield [_pair(one["from"]["id"], column, to_) for one in found for to_ in one["to"]]
            for one in found:
                if one["to"]:
                    alone.pop(one["from"]["id"], None)
            more = {one["from"]["id"]: next_page(one) for one in found}
            inputs = [{"id": id_, "after": after} for id_, after in more.items() if after]
        yield _bare(alone)
    yield _bare({**deals.archived, **deals.merged})


def _pair(deal: str, column: str, to: Row) -> Row:
    """Return the row of one association; labels and types are joined by semicolons."""
    kinds = to.get("associationTypes") or []
    labels = sorted({kind["label"] for kind in kinds if kind.get("label")})
    types = sorted({str(kind["typeId"]) for kind in kinds}, key=int)
    joined = {"labels": ";".join(labels) or None, "type_ids": ";".join(types) or None}
    return {"deal_id": deal, column: to["toObjectId"], **joined}


def splits(account: Account, deals: Deals) -> Iterator[list[Row]]:
    """Yield one row for each owner who has a share of a deal."""
    for some in _chunks(list(deals.live), PAGE):
        body = {"inputs": [{"id": id_} for id_ in some]}
        found = account.page("/crm/v3/objects/deals/splits/batch/read", body=body)["results"]
        yield [
            {**split["properties"], "deal_id": deal["id"], "id": split["id"]}
            for deal in found
            for split in deal["splits"]
            if not split.get("archived")
        ]


def _bare(ids: dict[str, None] | list[str]) -> list[Row]:
    return [{"deal_id": id_} for id_ in ids]


def _chunks(ids: list[str], size: int) -> Iterator[list[str]]:
    for first in range(0, len(ids), size):
        yield ids[first : first + size]
