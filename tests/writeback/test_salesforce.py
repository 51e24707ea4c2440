"""Salesforce: collections of 200, each record for itself."""

import sys
from types import ModuleType

import pytest

from ingestion.api.client import Api
from ingestion.hubspot.auth import Bearer
from tests.apis.collections import PATH, TOKEN, Sobjects, application
from tests.apis.served import Faults
from tests.writeback.office import EARNED

FIELDS = {"Commission__c": "earned_commission", "Category__c": "forecast_category"}
HELD = {"1": EARNED["1"], "5": EARNED["5"]}


def id_of(number):
    """Return the id of a deal in Salesforce."""
    return f"006{number:0>15}"


@pytest.fixture
def org(office, door, monkeypatch):
    """Return an organisation that is served, and whose deals are those of the office."""
    rows = {id_of(number): {} for number in range(1, 8)}
    org = Sobjects({"Opportunity": set(FIELDS)}, {"Opportunity": rows}, numbers={"Commission__c"})
    office.faults = Faults(application(org))
    door[1].append(office.faults)
    # The login has tests of its own.
    module, address = (
        ModuleType("ingestion.salesforce.org"),
        f"{office.address}/services/data/v66.0",
    )
    module.connected = lambda job: Api(job, address, Bearer(TOKEN), ("Sforce-Limit-Info",))
    for name in ("ingestion.salesforce", module.__name__):
        monkeypatch.setitem(sys.modules, name, module)
    office.publish(
        "update core.opportunity set source_system = 'other_crm', "
        "dims = map {'sf_id': '006' || lpad(opportunity_id, 15, '0')}"
    )
    office.wants(FIELDS, to="other_crm", object_="Opportunity", key="sf_id")
    return org


def test_only_changes_each_exact(office, org):
    (done,) = office.write()
    assert (done.changes, done.written, done.refused, done.problem) == (7, 7, {}, "")
    assert org.rows["Opportunity"][id_of(1)] == {"Commission__c": EARNED["1"]}
    assert org.rows["Opportunity"][id_of(7)] == {"Category__c": "upside"}
    assert office.requests() == [("PATCH", PATH)]
    assert office.write(run_id="run-2") == []
    office.publish("delete from sales_forecast.forecast_deal where opportunity_id = '7'")
    office.write(run_id="run-3")
    assert org.rows["Opportunity"][id_of(7)] == {"Category__c": None}


def test_a_record_that_is_refused(office, org):
    org.locked = {id_of(4)}
    del org.rows["Opportunity"][id_of(6)]
    (done,) = office.write()
    assert done.refused == {
        id_of(4): "UNABLE_TO_LOCK_ROW: unable to obtain exclusive access to this record",
        id_of(6): "INVALID_CROSS_REFERENCE_KEY: invalid cross reference id",
    }
    assert done.written == 5


def test_a_field_that_the_object_does_not_have(office, org):
    org.fields["Opportunity"] = {"Commission__c"}
    (done,) = office.write()
    assert (done.written, done.problem) == (5, "")
    assert "No such column 'Category__c'" in done.refused[id_of(6)]
    office.wants({"Typo__c": "owed"}, to="other_crm", object_="Opportunity", key="sf_id")
    (done,) = office.write(run_id="run-2")
    assert "nothing of a batch was taken" in done.problem
    assert "No such column 'Typo__c'" in done.problem


@pytest.mark.parametrize("fault", ["drop", "cut", "busy", "down", "lost"])
def test_a_request_that_is_repeated(office, org, fault):
    office.faults.schedule = {0: fault, 1: fault}
    (done,) = office.write()
    assert (done.written, done.problem) == (7, "")
    assert {id_[-1]: row["Commission__c"] for id_, row in org.rows["Opportunity"].items()
            if id_[-1] in HELD} == HELD  # fmt: skip


def test_an_answer_that_is_none(office, org, door):
    def app(_, start_response):
        start_response("200 OK", [("Content-Type", "application/json")])
        return [b'[{"id": "1", "success": true, "errors": []}]']

    door[1].append(app)
    (done,) = office.write()
    assert "does not answer about each record" in done.problem
    assert office.receipts("written") == []
