"""Records: all of them, those that have changed, those that are archived or merged."""

import random
from datetime import timedelta

import pytest

from tests.ingestion.hubspot.asked import FIELDS, account, merged


def test_all_records_come_with_their_properties(asked):
    rows, watermark = asked.read("deals", "dealname", "amount")
    assert [(row["id"], row["dealname"], row["amount"]) for row in rows] == [
        (str(number + 1), f"Deal {number}", f"{number}.10") for number in range(5)
    ]
    assert rows[0]["created_at"] == "2024-01-01T00:10:00.000Z"
    assert {row["archived"] for row in rows} == {"false"}
    assert watermark.isoformat() == "2024-01-01T00:50:00+00:00"


def test_without_fields_all_properties_come(asked):
    asked.portal.declare("companies", "name", *(f"property_of_the_company_{n}" for n in range(200)))
    asked.portal.create("companies", name="Acme", property_of_the_company_199="yes")
    asked.portal.archive("companies", asked.portal.create("companies", name="Gone"))
    rows, watermark = asked.read("companies")
    assert [(row["name"], row["property_of_the_company_199"]) for row in rows] == [
        ("Acme", "yes"),
        ("Gone", None),
    ]
    assert max(len(path) for _, path in asked.faults.asked) < 8000
    asked.portal.tick()
    asked.portal.update("companies", rows[0]["id"], property_of_the_company_198="no")
    changed, _ = asked.read("companies", since=watermark)
    assert changed[0]["property_of_the_company_198"] == "no"


def test_what_has_changed_makes_of_raw_what_a_full_load_would(asked):
    choice = random.Random(7)
    asked.app.portal = portal = account(40, page=7)
    raw, watermark = asked.read("deals", *FIELDS)
    for _ in range(12):
        for _ in range(choice.randrange(9)):
            portal.tick()
            live = [one.id for one in portal.found("deals")]
            first, other = choice.sample(live, 2)
            what = choice.choice(("create", "update", "update", "archive", "merge", "none"))
            if what == "create":
                portal.create("deals", amount=str(choice.randrange(10**9)))
            elif what == "update":
                portal.update("deals", first, amount=f"{choice.randrange(10**9)}.05")
            elif what == "archive":
                portal.archive("deals", first)
            elif what == "merge":
                portal.merge("deals", first, other)
        news, watermark = asked.read("deals", *FIELDS, since=watermark)
        raw = merged(raw, news, ("id",))
        assert raw == asked.read("deals", *FIELDS)[0]


@pytest.mark.parametrize("year", [1999, 2045])
def test_a_clock_that_is_years_away_from_ours_changes_nothing(asked, year):
    asked.app.portal = portal = account(0, page=4)
    portal.now = portal.now.replace(year=year)
    first, second, *_ = [portal.create("deals", amount=f"{number}.10") for number in range(9)]
    raw, watermark = asked.read("deals", *FIELDS)
    portal.tick()
    portal.update("deals", first, amount="2.20")
    # Another server of the vendor, whose clock is some minutes behind.
    portal.tick(timedelta(minutes=-4))
    portal.update("deals", second, amount="3.30")
    news, _ = asked.read("deals", *FIELDS, since=watermark)
    assert merged(raw, news, ("id",)) == asked.read("deals", *FIELDS)[0]


def test_more_changes_than_a_search_gives(asked):
    asked.app.portal = portal = account(3, page=20, search_limit=50)
    _, watermark = asked.read("deals", "amount")
    portal.tick()
    for number in range(173):  # All at the same moment, as an import makes them.
        portal.create("deals", amount=str(number))
    rows, _ = asked.read("deals", "amount", since=watermark)
    assert {row["amount"] for row in rows} >= {str(number) for number in range(173)}


def test_a_change_while_we_read_is_read_by_the_next_load(asked):
    portal = asked.portal
    shown = portal.mess

    def meanwhile(rows):
        portal.tick()
        portal.update("deals", "1", amount="999.99")
        portal.tick()
        portal.create("deals", amount="1")
        portal.mess = shown
        return rows

    portal.mess = meanwhile
    first, watermark = asked.read("deals", "amount")
    assert "999.99" not in {row["amount"] for row in first}
    news, _ = asked.read("deals", "amount", since=watermark)
    assert merged(first, news, ("id",)) == asked.read("deals", "amount")[0]
    assert "999.99" in {row["amount"] for row in news}


def test_archived_and_merged_records_say_so(asked):
    portal = asked.portal
    _, watermark = asked.read("deals", "amount")
    portal.tick()
    portal.archive("deals", "2")
    portal.merge("deals", "3", "4")
    rows, _ = asked.read("deals", "amount", since=watermark)
    found = {row["id"]: (row["archived"], row["amount"], row["merged_into"]) for row in rows}
    assert found["2"] == ("true", "1.10", None)
    assert found["4"] == ("true", None, "3")
    assert found["3"] == ("false", "2.10", None)


def test_nothing_new_leaves_the_watermark(asked):
    asked.app.portal = account(0)
    assert asked.read("deals") == ([], None)
    asked.app.portal = account(1)
    rows, watermark = asked.read("deals")
    asked.app.portal.archive("deals", rows[0]["id"])
    assert asked.read("deals", since=watermark)[1] == watermark
