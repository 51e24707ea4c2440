"""What an organisation holds is what raw holds, by REST and by Bulk."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.ingestion.salesforce.samples import fill


@pytest.mark.usefixtures("way")
def test_amounts_dates_and_texts_are_exact(crm):
    crm.org.put(
        "Opportunity", "006A", Name='Ünal "Co",\r\nLtd', Amount="1234567890123456.78",
        Net_ARR__c="0.1", Term_Months__c="1.6147805824397E13", CloseDate="2026-02-01",
        IsWon=True, Signed_At__c="09:30:00.000Z", StageName="Closed Won", Probability="100",
    )  # fmt: skip
    crm.org.put("Opportunity", "006B", Name="  ", Amount="-1.0E7", Net_ARR__c="12.50", IsWon=False)
    types = {"amount": "decimal", "net_arr_c": "decimal", "term_months_c": "decimal"}
    types |= {"close_date": "date", "is_won": "boolean", "system_modstamp": "timestamp"}
    result = crm.load(columns=types)
    assert (result.rows_total, result.problems) == (2, 0)
    assert crm.raw("id", *types) == [
        ("006A", Decimal("1234567890123456.78"), Decimal("0.1"), Decimal(16147805824397),
         date(2026, 2, 1), True, datetime(2026, 1, 31, 10, 1)),
        ("006B", Decimal(-10_000_000), Decimal("12.5"), None, None, False,
         datetime(2026, 1, 31, 10, 2)),
    ]  # fmt: skip
    dims = "_dims->>'$.name', _dims->>'$.signed_at_c', _dims->>'$.is_deleted', _file"
    assert crm.raw("id", dims) == [
        ("006A", 'Ünal "Co",\r\nLtd', "09:30:00.000Z", "false", "Opportunity"),
        ("006B", None, None, "false", "Opportunity"),
    ]


def test_deleted_rows_come_as_deleted(crm, way):
    fill(crm.org, "Opportunity", 20)
    crm.org.delete("Opportunity", "Opportunity007")
    found = crm.records()
    rows = [dict(zip(crm.columns, row, strict=True)) for row in found]
    assert [row["id"] for row in rows if row["is_deleted"] == "true"] == ["Opportunity007"]


def test_fields_are_what_is_asked_for_and_what_tells_a_row(crm, way):
    fill(crm.org, "Opportunity", 3)
    assert len(crm.records(fields=["StageName", "Amount"])) == 3
    expected = ["_row", "id", "is_deleted", "system_modstamp", "stage_name", "amount"]
    assert crm.columns == expected


def test_an_empty_object_is_an_empty_table(crm):
    assert crm.load(columns={"amount": "decimal"}).rows_total == 0
    fill(crm.org, "Opportunity", 3)
    assert crm.load(columns={"amount": "decimal"}).rows_total == 3


def test_a_moment_before_1970_and_one_with_milliseconds(crm):
    for key, moment in (("a", datetime(1969, 7, 20, 20, 17, tzinfo=UTC)),
                        ("b", datetime(2026, 1, 1, 0, 0, 0, 123_000, tzinfo=UTC))):  # fmt: skip
        crm.org.put("Event", key, StartDateTime=moment)
    crm.load("Event", columns={"start_date_time": "timestamp"})
    expected = [datetime(1969, 7, 20, 20, 17), datetime(2026, 1, 1, 0, 0, 0, 123_000)]
    assert crm.raw("start_date_time") == [(moment,) for moment in expected]
