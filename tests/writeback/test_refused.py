"""What a CRM refuses: told in its words, tried again, and no reason to leave the others out."""

import pytest

from tests.apis.hubspot.portal import Portal
from tests.writeback.office import EARNED, FIELDS


def test_a_locked_record_and_one_that_is_gone(office):
    office.app.portal.locked = {"4"}
    del office.app.portal.records["deals"]["6"]
    (done,) = office.write()
    assert (done.changes, done.written) == (10, 6)
    assert done.refused == {
        "4": "The record is locked.",
        "6": "Could not update some objects, they may not exist.",
    }
    assert office.told()["5"] == {"perfos_commission": EARNED["5"]}
    said = {(one["record_id"], one["message"]) for one in office.receipts("refused")}
    assert said == set(done.refused.items())
    office.app.portal.locked = set()
    (again,) = office.write(run_id="run-2")
    assert (again.changes, again.written, list(again.refused)) == (4, 2, ["6"])
    assert office.told()["4"]["perfos_commission"] == EARNED["4"]


def test_one_wrong_value_does_not_stop_the_others(office):
    office.app.portal.numbers = {"perfos_category"}
    (done,) = office.write()
    assert list(done.refused) == ["6", "7"]
    assert "commit was not a valid number" in done.refused["6"]
    assert (done.written, done.problem) == (7, "")
    assert office.told()["4"]["perfos_commission"] == EARNED["4"]


def test_a_property_that_the_crm_does_not_have(office):
    office.wants({**FIELDS, "perfos_typo": "earned_commission"})
    office.publish("delete from sales_forecast.forecast_deal")
    office.publish("delete from sales_commission.quota_target")
    (done,) = office.write()
    assert done.written == 0
    assert done.problem.startswith("nothing of a batch was taken: crm.deals: 127.0.0.1")
    assert 'Property \\"perfos_typo\\" does not exist' in done.problem
    assert office.told()["1"] == {}


def test_a_token_that_may_not(office, monkeypatch):
    monkeypatch.setenv("SOURCES__CRM__TOKEN", "wrong-token")
    (done,) = office.write()
    assert done.problem.endswith("Authentication credentials not found; check the token")
    assert "wrong-token" not in str(office.receipts())
    assert len(office.requests()) == 1
    monkeypatch.delenv("SOURCES__CRM__TOKEN")
    (done,) = office.write(run_id="run-2")
    assert "Set the environment variable SOURCES__CRM__TOKEN" in done.problem


@pytest.mark.parametrize("deals", [250])
def test_many_records_go_in_batches(office, deals):
    portal = office.app.portal = Portal()
    portal.declare("deals", *FIELDS)
    for _ in range(deals):
        portal.create("deals")
    office.publish(
        f"insert into core.opportunity by name select i::varchar as opportunity_id, 'ann' as "
        f"owner_id, false as is_closed, 'crm' as source_system from range(8, {deals + 1}) as t (i)"
    )
    portal.locked = {"150"}
    (done,) = office.write()
    assert (done.requests, list(done.refused)) == (3, ["150"])
    assert len(office.receipts("written")) == done.written == done.changes - 1
    assert len([1 for told in office.told().values() if told]) == deals - 1
