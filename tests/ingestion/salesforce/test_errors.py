"""What cannot be loaded is told with the reason and what to do."""

import pytest

from ingestion.errors import LoadError
from ingestion.salesforce import bulk, read
from tests.ingestion.salesforce.samples import fill


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"object": "Oportunity"}, r"no object Oportunity \(did you mean Opportunity\?\)"),
        ({"object": "invoice_c"}, r"no object invoice_c \(did you mean Invoice__c\?\)"),
        ({"object": "../limits"}, "no object ../limits"),
        ({"fields": ["Amount", "StageNme"]}, r"no field StageNme \(did you mean StageName\?\)"),
        ({"fields": ["amount"]}, r"no field amount \(did you mean Amount\?\)"),
        ({"fields": ["Net_ARR_c"]}, r"no field Net_ARR_c \(did you mean Net_ARR__c\?\)"),
        ({"fields": ["Owner.Name"]}, r"no field Owner.Name"),
        ({"object": "Account", "fields": ["BillingAddress"]}, "no field BillingAddress"),
        ({"columns": {"amounts": "decimal"}}, r"no column amounts \(did you mean amount\?\)"),
    ],
)
def test_unknown_names_are_told_with_the_likeliest(crm, table, said):
    with pytest.raises(LoadError, match=said):
        crm.load(**table)


def test_requests_that_are_used_up(crm):
    crm.org.allowed = 1
    with pytest.raises(LoadError, match=r"403: TotalRequests Limit exceeded\. .*24 hours"):
        crm.load()


def test_a_job_that_fails_is_an_error_with_its_reason_and_is_taken_away(crm, monkeypatch):
    monkeypatch.setattr(read, "BULK_ROWS", -1)
    fill(crm.org, "Opportunity", 3)
    crm.org.failing = "InvalidBatch : QUERY_TIMEOUT"
    with pytest.raises(LoadError, match="the job is Failed: InvalidBatch : QUERY_TIMEOUT"):
        crm.load()
    assert not crm.org.jobs


def test_a_job_that_never_ends_is_given_up_and_aborted(crm, monkeypatch):
    monkeypatch.setattr(read, "BULK_ROWS", -1)
    monkeypatch.setattr(bulk, "PATIENCE", -1)
    with pytest.raises(LoadError, match="has not answered the query in bulk after"):
        crm.load()
    assert not crm.org.jobs
    assert [method for method, _ in crm.faults.asked[-2:]] == ["PATCH", "DELETE"]


def test_what_bulk_has_not_is_read_by_rest(crm, monkeypatch):
    fill(crm.org, "Opportunity", 30)
    crm.org.batch = 7
    monkeypatch.setattr(read, "BULK_ROWS", 20)
    by_bulk = crm.records()
    crm.org.without_bulk = {"Opportunity"}
    assert crm.records() == by_bulk


def many_fields(crm):
    """Give the object more fields than an address may name."""
    crm.org.objects["Opportunity"] |= {f"A_Long_Name_{n:03d}__c": "string" for n in range(500)}
    fill(crm.org, "Opportunity", 3)


def test_more_fields_than_an_address_can_name_are_read_in_bulk(crm):
    many_fields(crm)
    crm.load()
    assert crm.raw("len(json_keys(_dims)) > 300") == [(True,)] * 3
    assert not any("queryAll" in path for _, path in crm.faults.asked)


def test_more_fields_than_an_address_can_name_and_no_bulk(crm):
    many_fields(crm)
    crm.org.without_bulk = {"Opportunity"}
    with pytest.raises(LoadError, match="more fields than one request can name"):
        crm.load()


def test_a_server_that_is_down_for_good(crm):
    crm.faults.schedule = dict.fromkeys(range(100), "down")
    with pytest.raises(LoadError, match="says 503"):
        crm.load()


def test_results_that_are_never_whole(crm, monkeypatch):
    monkeypatch.setattr(read, "BULK_ROWS", -1)
    fill(crm.org, "Opportunity", 3)
    crm.org.csv = lambda text: text[:-30]
    with pytest.raises(LoadError, match="a page of results has 3 rows, and sends others"):
        crm.load()
