"""What Fivetran has landed from a HubSpot, served again: the same rows, values and deletions."""

import csv

import pytest

from ingestion.door.names import snake_case
from tests.ingestion.hubspot.asked import account

NAMES = {"deal_pipeline_id": "pipeline", "deal_pipeline_stage_id": "dealstage"}
NAMES |= {"owner_id": "hubspot_owner_id"}
OWN = {"id", "archived", "created_at", "updated_at", "archived_at", "merged_into"}


def lines(shared, name):
    """Return the lines of a file; an empty cell is None."""
    with (shared / "data" / "fivetran_hubspot" / f"{name}_data.csv").open() as file:
        return [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]


def served(portal, type_, rows, id_):
    """Fill an account; return the properties and deletion of each record."""
    deleted = "is_deleted" if "is_deleted" in rows[0] else "_fivetran_deleted"
    names = {name: NAMES.get(name, name.removeprefix("property_")) for name in rows[0]}
    names = {name: own for name, own in names.items() if name not in (id_, deleted)}
    portal.declare(type_, *dict.fromkeys([*names.values(), "hs_merged_object_ids"]))
    wanted = {}
    for row in rows:
        properties = {own: row[name] for name, own in names.items()}
        is_archived = row[deleted].lower() == "true"
        portal.create(type_, row[id_], **properties)
        portal.records[type_][row[id_]].archived = is_archived
        wanted[row[id_]] = properties, is_archived
    return wanted


@pytest.mark.parametrize(
    ("type_", "file", "id_"),
    [("deals", "deal", "deal_id"), ("companies", "company", "id"), ("contacts", "contact", "id")],
)
def test_records_are_those_that_fivetran_has(asked, shared, type_, file, id_):
    asked.app.portal = portal = account(0, page=10)
    wanted = served(portal, type_, lines(shared, file), id_)
    rows, _ = asked.read(type_)
    merged = {
        gone: id_
        for id_, (properties, _) in wanted.items()
        for gone in (properties.get("hs_merged_object_ids") or "").split(";")
        if gone
    }
    found = {row["id"]: row for row in rows}
    assert (len(rows), set(found)) == (len(found), {*wanted, *merged})
    assert {id_: row["merged_into"] for id_, row in found.items() if row["merged_into"]} == merged
    for one, (properties, is_archived) in wanted.items():
        if one in merged:
            assert found[one]["archived"] == "true"
            continue
        assert found[one]["archived"] == str(is_archived).lower()
        for name, value in properties.items():
            column = snake_case(f"property_{name}" if name in OWN else name)
            assert found[one][column] == value, column


def test_history_is_that_which_fivetran_has(asked, shared):
    rows = lines(shared, "deal_property_history")
    asked.app.portal = portal = account(0, page=10)
    portal.declare("deals", *dict.fromkeys(row["name"] for row in rows))
    for row in rows:
        if row["deal_id"] not in portal.records["deals"]:
            portal.create("deals", row["deal_id"])
        one = {"value": row["value"], "timestamp": row["timestamp"].replace(" ", "T") + "Z"}
        one |= {"sourceType": row["source"], "sourceId": row["source_id"]}
        record = portal.records["deals"][row["deal_id"]]
        record.history.setdefault(row["name"], []).insert(0, one)
    columns = ("deal_id", "property", "timestamp", "value", "source_type", "source_id")
    found = [tuple(row[name] for name in columns) for row in asked.read("deal_history")[0]]
    assert sorted(found) == sorted(
        {
            (
                row["deal_id"],
                row["name"],
                row["timestamp"].replace(" ", "T") + "Z",
                row["value"],
                row["source"],
                row["source_id"],
            )
            for row in rows
        }
    )


def test_associations_are_those_that_fivetran_has(asked, shared):
    asked.app.portal = portal = account(0, page=3)
    wanted = set()
    for to, file in (("companies", "deal_company"), ("contacts", "deal_contact")):
        for row in lines(shared, file):
            deal, other = row["deal_id"], row[f"{file[5:]}_id"]
            if deal not in portal.records["deals"]:
                portal.create("deals", deal)
            portal.associate(deal, to, other, (int(row["type_id"]), None))
            wanted.add((deal, other))
    found = {
        (row["deal_id"], row[column])
        for object_, column in (("deal_companies", "company_id"), ("deal_contacts", "contact_id"))
        for row in asked.read(object_)[0]
        if row[column]
    }
    assert found == wanted
