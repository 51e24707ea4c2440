"""Only changes are read after the first load, and raw is still what a full load makes of it."""

import random
from datetime import timedelta
from urllib.parse import unquote_plus

import pytest

from ingestion.salesforce import read
from tests.apis.salesforce.objects import OBJECTS
from tests.ingestion.salesforce.samples import change, fill


def test_raw_is_what_a_full_load_makes_after_edits_and_deletes(crm):
    name = "Opportunity"
    fill(crm.org, name, 40)
    chance = random.Random(7)
    for _ in range(2):
        crm.load(name)
        change(crm.org, name, chance, 15)
    assert crm.load(name).rows_total == len(crm.org.rows[name])
    found = crm.everything()
    crm.bench.state.warehouse.unlink()
    crm.load(name)
    assert crm.everything() == found


def test_the_scratch_rows_since_the_watermark_are_the_changed_ones(crm, way):
    for name in ("Opportunity", "Invoice__c", "OpportunityFieldHistory", "User"):
        fill(crm.org, name, 50)
        full = {row[1]: row[2:] for row in crm.records(name)}
        change(crm.org, name, random.Random(3), 20)
        news = crm.records(name, is_new=False)
        assert len(news) < 50
        full |= {row[1]: row[2:] for row in news}
        assert sorted((key, *row) for key, row in full.items()) == [
            row[1:] for row in crm.records(name)
        ]


def test_a_row_whose_transaction_took_minutes_is_not_missed(crm):
    fill(crm.org, "Opportunity", 20)
    crm.load()
    late = crm.org.now
    crm.org.put("Opportunity", "006late", Name="late")
    del crm.org.rows["Opportunity"]["006late"]
    crm.org.put("Opportunity", "006next", Name="next")
    crm.load()
    crm.org.put("Opportunity", "006late", Name="late", SystemModstamp=late)
    assert crm.load().rows_total == 22


@pytest.mark.parametrize("year", [1999, 2045])
def test_a_clock_that_is_years_away_from_ours_changes_nothing(crm, year):
    crm.org.now = crm.org.now.replace(year=year)
    fill(crm.org, "Opportunity", 30)
    full = {row[1]: row[2:] for row in crm.records()}
    change(crm.org, "Opportunity", random.Random(5), 9)
    # Another server of the vendor, whose clock is some minutes behind.
    crm.org.now -= timedelta(minutes=8)
    change(crm.org, "Opportunity", random.Random(6), 5)
    full |= {row[1]: row[2:] for row in crm.records(is_new=False)}
    assert sorted((key, *row) for key, row in full.items()) == [row[1:] for row in crm.records()]


def test_nothing_new_brings_only_the_overlap(crm):
    fill(crm.org, "Opportunity", 50)
    assert crm.load().rows_new == 50
    result = crm.load()
    assert (result.rows_new, result.rows_total) == (11, 50)
    assert result.limit == "Sforce-Limit-Info: api-usage=4/15000"
    assert result.requests == 3
    asked = unquote_plus(crm.faults.asked[-1][1])
    assert asked.endswith(" WHERE SystemModstamp >= 2026-01-31T10:40:00.000Z")


def test_small_objects_without_a_bin_are_replaced(crm):
    fill(crm.org, "ForecastingQuota", 5)
    crm.load("ForecastingQuota")
    crm.org.delete("ForecastingQuota", "ForecastingQuota003")
    assert crm.load("ForecastingQuota").rows_total == 4


@pytest.mark.parametrize("name", OBJECTS)
def test_rest_and_bulk_make_the_same_table_of_every_object(crm, monkeypatch, name):
    fill(crm.org, name, 40)
    monkeypatch.setattr(read, "BULK_ROWS", 10_000)
    by_rest = crm.records(name)
    monkeypatch.setattr(read, "BULK_ROWS", -1)
    assert crm.records(name) == by_rest
    assert [row[1] for row in by_rest] == sorted(crm.org.rows[name])
