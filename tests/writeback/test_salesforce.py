"""Salesforce: collections of 200, each record for itself."""

import pytest
from flask import Flask, request

from tests.apis.collections import PATH, TOKEN, Sobjects, application
from tests.apis.served import Faults
from tests.writeback.office import EARNED

FIELDS = {"Commission__c": "earned_commission", "Category__c": "forecast_category"}
HELD = {"1": EARNED["1"], "5": EARNED["5"]}


def id_of(number):
    """Return the id of a deal in Salesforce."""
    return f"006{number:0>15}"


def with_login(app):
    """Add the endpoint that gives the token which the application knows."""

    @app.post("/services/oauth2/token")
    def token():
        assert request.form["grant_type"] == "refresh_token"
        return {"access_token": TOKEN, "instance_url": request.host_url.rstrip("/")}

    return app


@pytest.fixture
def org(office, door, monkeypatch):
    """Return an organisation that is served, and whose deals are those of the office."""
    rows = {id_of(number): {} for number in range(1, 8)}
    org = Sobjects({"Opportunity": set(FIELDS)}, {"Opportunity": rows}, numbers={"Commission__c"})
    office.faults = Faults(with_login(application(org)))
    door[1].append(office.faults)
    for name in ("client_id", "client_secret", "refresh_token"):
        monkeypatch.setenv(f"SOURCES__OTHER_CRM__{name.upper()}", f"{name} of the app")
    monkeypatch.setenv("SOURCES__OTHER_CRM__ADDRESS", office.address)
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
    assert office.requests() == [("POST", "/services/oauth2/token"), ("PATCH", PATH)]
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
    app = Flask("one")
    app.add_url_rule(PATH, methods=["PATCH"], view_func=lambda: [{"id": "1", "success": True}])
    door[1].append(with_login(app))
    (done,) = office.write()
    assert "does not answer about each record" in done.problem
    assert office.receipts("written") == []
