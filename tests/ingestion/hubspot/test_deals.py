"""What belongs to deals: their history, their associations, and who shares them."""

import random

from tests.ingestion.hubspot.asked import account, merged


def in_time(row):
    return row["property"], row["timestamp"]


def test_the_history_of_a_deal(asked):
    portal = asked.portal
    portal.tick()
    portal.update("deals", "1", dealstage="won", amount="9.99")
    rows, _ = asked.read("deal_history", "dealstage", "amount")
    found = [row for row in rows if row["deal_id"] == "1"]
    columns = ("property", "timestamp", "old_value", "value")
    assert [tuple(row[name] for name in columns) for row in sorted(found, key=in_time)] == [
        ("amount", "2024-01-01T00:10:00.000Z", None, "0.10"),
        ("amount", "2024-01-01T01:00:00.000Z", "0.10", "9.99"),
        ("dealstage", "2024-01-01T00:10:00.000Z", None, "open"),
        ("dealstage", "2024-01-01T01:00:00.000Z", "open", "won"),
    ]
    assert (found[0]["source_type"], found[0]["updated_by_user_id"]) == ("CRM_UI", "7")


def test_later_loads_read_the_history_of_deals_that_changed(asked):
    portal = asked.portal
    raw, watermark = asked.read("deal_history", "dealstage", "amount")
    portal.tick()
    portal.tick()
    portal.update("deals", "1", dealstage="won")
    portal.archive("deals", "2")
    news, _ = asked.read("deal_history", "dealstage", "amount", since=watermark)
    assert {row["deal_id"] for row in news} == {"1", "2", "5"}  # 5 was the newest before.
    full, _ = asked.read("deal_history", "dealstage", "amount")
    assert merged(raw, news, ("deal_id",)) == full


def test_a_deal_without_history_has_a_row_that_says_so(asked):
    rows, _ = asked.read("deal_history", "closedate")
    assert [(row["deal_id"], row["property"]) for row in rows] == [
        (str(id_), None) for id_ in range(1, 6)
    ]


def test_associations_have_one_row_for_each_pair(asked):
    portal = asked.portal
    for number in range(5):  # More than a page has.
        portal.create("companies", id_=900 + number, name=f"Company {number}")
        portal.associate("1", "companies", str(900 + number), (6, "Primary"))
    portal.associate("2", "companies", "900", (341, "Buyer"), (342, "Adviser"))
    rows, _ = asked.read("deal_companies")
    pairs = sorted((row["deal_id"], row["company_id"]) for row in rows if row["company_id"])
    assert pairs == [*(("1", str(900 + number)) for number in range(5)), ("2", "900")]
    last = next(row for row in rows if row["deal_id"] == "2")
    assert (last["labels"], last["type_ids"]) == ("Adviser;Buyer", "5;341;342")
    alone = [row["deal_id"] for row in rows if row["company_id"] is None]
    assert sorted(alone) == ["3", "4", "5"]


def test_associations_that_are_lost_are_lost_in_raw(asked):
    choice = random.Random(3)
    asked.app.portal = portal = account(12, page=3)
    for number in range(6):
        portal.create("line_items", id_=900 + number)
    raw, watermark = asked.read("deal_line_items")
    for _ in range(10):
        for _ in range(choice.randrange(6)):
            portal.tick()
            deal = choice.choice(portal.found("deals")).id
            item, what = str(900 + choice.randrange(6)), choice.randrange(10)
            pairs = portal.associations.get(("deals", "line_items"), {}).get(deal, {})
            if what == 0:
                portal.archive("deals", deal)
            elif item in pairs:
                portal.dissociate(deal, "line_items", item)
            else:
                portal.associate(deal, "line_items", item)
        news, watermark = asked.read("deal_line_items", since=watermark)
        raw = merged(raw, news, ("deal_id",))
        assert raw == asked.read("deal_line_items")[0]


def test_a_deal_that_was_merged_has_nothing_any_more(asked):
    portal = asked.portal
    portal.create("contacts", id_=900)
    portal.associate("1", "contacts", "900")
    _, watermark = asked.read("deal_contacts")
    portal.tick()
    portal.merge("deals", "2", "1")
    for object_, column in (("deal_contacts", "contact_id"), ("deal_history", "property")):
        rows, _ = asked.read(object_, since=watermark)
        assert [row[column] for row in rows if row["deal_id"] == "1"] == [None]


def test_splits_are_read_for_all_deals(asked):
    shares = [("900", "0.6"), ("901", "0.4")]
    asked.portal.splits["4"] = [
        {
            "id": f"7{owner}",
            "properties": {"hs_deal_split_percentage": share, "hubspot_owner_id": owner},
            "createdAt": "2024-01-01T00:00:00Z",
            "updatedAt": "2024-01-01T00:00:00Z",
            "archived": False,
        }
        for owner, share in shares
    ]
    rows, watermark = asked.read("deal_splits")
    assert watermark is None
    assert {
        (row["deal_id"], row["hubspot_owner_id"], row["hs_deal_split_percentage"]) for row in rows
    } == {("4", "900", "0.6"), ("4", "901", "0.4")}
