"""Rows of real objects, as another loader has landed them: served, and loaded as they are."""

import csv

import pytest

from ingestion.door.names import snake_case

OBJECTS = {
    "account": "Account", "contact": "Contact", "event": "Event", "lead": "Lead",
    "opportunity": "Opportunity", "opportunity_line_item": "OpportunityLineItem",
    "order": "Order", "product_2": "Product2", "task": "Task", "user": "User",
    "user_role": "UserRole",
}  # fmt: skip


def api_name(column):
    """Return the name that the API may have for a column: `product_2_id` is Product2Id."""
    if column.endswith("_c"):
        return f"{column.removesuffix('_c')}__c"
    return "".join(part.capitalize() for part in column.split("_"))


def seeds(path):
    """Return the rows of a seed by the API's names, without what its loader has added."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {
                api_name(name): value or None
                for name, value in row.items()
                if not name.startswith("_fivetran")
            }


@pytest.mark.parametrize("seed", OBJECTS)
def test_seeds_arrive_as_they_are(crm, shared, seed):
    rows = list(seeds(shared / "data" / "fivetran_salesforce" / f"sf_{seed}_data.csv"))
    name = OBJECTS[seed]
    crm.org.objects[name] = dict.fromkeys(rows[0], "string")
    crm.org.rows[name] = {row["Id"]: row for row in rows}
    rows = crm.records(name)
    found = [dict(zip(crm.columns, row, strict=True)) for row in rows]
    expected = [
        {snake_case(field): value for field, value in row.items()}
        for row in crm.org.rows[name].values()
    ]
    assert len(found) == len(expected) > 0
    for row in found:
        del row["_row"]
        assert row in expected
