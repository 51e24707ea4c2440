"""From raw records to core and quarantine: every kind of event, through the real models."""

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.transform.conftest import Built
from tests.transform.records import ROWS

DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def built(build) -> Built:
    return build(ROWS)


def test_usable_events_reach_the_core(built):
    events = built.ask(
        "select event_id, occurred_on, period, amount, currency, amount_reporting, quantity,"
        " margin, deal_id, territory_id, source_id, source_file, source_row"
        " from core.event order by event_id"
    )
    # A jinja-like text of a mapping arrives as it was written.
    hostile = "{{ 1 / 0 }} {% endraw %} it's"
    usual = (DAY, "2026-03", Decimal(100), "EUR", Decimal(100), None, Decimal(25))
    file = "crm__deals.csv"
    assert events == [
        ("bad_other", *usual, "bad_other", hostile, "bad_other", file, 7),
        ("copied", *usual, "copied", hostile, "copied", file, 23),
        ("good", *usual, "good", hostile, "good", file, 2),
        (
            "trimmed",
            DAY,
            "2026-03",
            Decimal(100),
            "USD",
            # 100 / 1.1, from a rate of 0.9090909091
            Decimal("90.909091"),
            Decimal("2.5"),
            Decimal(25),
            "trimmed",
            hostile,
            "trimmed",
            file,
            3,
        ),
    ]


def test_every_other_event_is_in_quarantine_with_its_reasons(built):
    found = built.ask(
        "select source_row, list_transform(problems, lambda p: p.reason) from quality.quarantine"
        " where entity = 'event' order by source_row"
    )
    assert found == [
        (6, ["unreadable_date"]),
        (8, ["structure"]),
        (9, ["unreadable_text"]),
        (11, ["missing_event_id"]),
        (12, ["missing_event_id"]),
        (13, ["missing_occurred_on"]),
        (14, ["missing_amount"]),
        (15, ["missing_currency"]),
        (16, ["unreadable_number"]),
        (17, ["unknown_owner_id"]),
        (18, ["unknown_currency"]),
        (19, ["missing_rate"]),
        (20, ["amount_out_of_range"]),
        (21, ["amount_out_of_range"]),
        (22, ["date_out_of_range"]),
        (24, ["exact_copy"]),
        (25, ["duplicate_key"]),
        (26, ["duplicate_key"]),
    ]


def test_quarantine_says_what_was_found_where_and_what_to_do(built):
    columns = "source_system, source_table, source_file, source_id, reason, problems, amount"
    [(*head, advice, record)] = built.ask(
        f"select {columns}, advice, record from quality.quarantine"
        " where entity = 'event' and reason = 'missing_rate'"
    )
    wrong = [{"field": "currency", "found": "JPY/EUR 2026-03-01", "reason": "missing_rate"}]
    place = ["crm", "deals", "crm__deals.csv", "no_rate"]
    assert head == [*place, "missing_rate", wrong, Decimal(100)]
    assert "fx.max_age_days" in advice
    assert json.loads(record)["owner_id"] == "bob"
    [(line,)] = built.ask(
        "select problems[1].found from quality.quarantine where reason = 'structure'"
        " and entity = 'event'"
    )
    assert line == "x;y;z"


def test_every_reason_has_advice_of_its_own(built):
    [(without,)] = built.ask("select count(*) from quality.quarantine where advice is null")
    assert without == 0
