"""What is written: only what differs, exact, and never to records that are not there."""

import pytest

from audit.refused import Refused
from tests.apis.hubspot.app import TOKEN
from tests.writeback.office import EARNED, FIELDS
from writeback.errors import WritebackError

ATTAINED = "0.6666666667"


def expected():
    """Return what the CRM's deals hold after the first write."""
    told = {id_: {"perfos_commission": value} for id_, value in EARNED.items()}
    told |= {"6": {"perfos_category": "commit"}, "7": {"perfos_category": "upside"}}
    for id_ in ("2", "4", "6"):
        told[id_] |= {"perfos_attainment": ATTAINED}
    return told | {"8": {}, "99": {}}


def test_the_first_write_tells_all_and_the_second_nothing(office):
    (done,) = office.write()
    assert (done.changes, done.written, done.problem) == (10, 10, "")
    assert done.refused == {}
    assert office.told() == expected()
    assert office.requests() == [("POST", "/crm/v3/objects/0-3/batch/update")]
    assert office.write(run_id="run-2") == []
    assert office.requests() == []


def test_a_changed_commission_tells_one_field(office):
    office.write()
    office.requests()
    one = "where source_id = 'e4' and account = 'commission_payable'"
    office.publish(f"update ledger.ledger_entries set amount_reporting = -400.11 {one}")
    (done,) = office.write(run_id="run-2")
    assert (done.changes, done.written, done.requests) == (1, 1, 1)
    assert len(office.requests()) == 1
    assert office.told()["4"] == {"perfos_commission": "400.11", "perfos_attainment": ATTAINED}
    (last,) = office.receipts("written")[-1:]
    told = {name: last[name] for name in ("run_id", "record_id", "field", "value", "actor")}
    assert told == {"run_id": "run-2", "record_id": "4", "field": "perfos_commission",
                    "value": "400.11", "actor": "olga"}  # fmt: skip
    assert (last["destination"], last["object"], last["reason"]) == ("crm", "deals", "nightly")
    assert last["snapshot_id"] and last["recorded_at"] and last["change_no"] == 11


def test_what_is_known_no_more_is_emptied(office):
    office.write()
    office.publish("delete from sales_forecast.forecast_deal where opportunity_id = '7'")
    office.write(run_id="run-2")
    assert office.told()["7"] == {}
    assert office.receipts("written")[-1]["value"] is None
    assert office.write(run_id="run-3") == []


def test_a_deal_that_is_gone_from_the_core_is_left_alone(office):
    office.write()
    office.publish("delete from core.opportunity where opportunity_id = '7'")
    assert office.write(run_id="run-2") == []
    assert office.told()["7"] == {"perfos_category": "upside"}


def test_a_field_of_its_own_is_all_that_a_field_is_told(office):
    office.write()
    office.wants({"perfos_more": "win_probability"})
    office.write(run_id="run-2")
    told = expected()
    told["6"]["perfos_more"], told["7"]["perfos_more"] = "0.3333333333", "0.5"
    assert office.told() == told


def test_everything_is_written_again_if_somebody_says_so(office):
    office.write()
    for record in office.app.portal.records["deals"].values():
        record.properties.update(dict.fromkeys(FIELDS, ""))
    assert office.write(run_id="run-2") == []
    office.write(run_id="run-3", everything=True)
    assert office.told() == expected()


def test_more_changes_than_allowed(office):
    with pytest.raises(WritebackError, match=r"10 changes are more than the 9 .* --max-changes 10"):
        office.write(max_changes=9)
    assert office.requests() == []
    office.write(max_changes=10)


@pytest.mark.parametrize(
    ("actor", "reason", "said"),
    [("ann", "x", "ann is no administrator in access.yml; allowed is olga"),
     ("olga", " ", "a reason is needed")],
)  # fmt: skip
def test_who_may_not(office, actor, reason, said):
    with pytest.raises(Refused, match=said):
        office.write(actor=actor, reason=reason)
    assert office.requests() == []


def test_the_key_of_a_record_may_be_a_dimension(office):
    office.app.portal.declare("p1_people", "perfos_owed")
    office.app.portal.create("p1_people", "501")
    office.app.portal.create("p1_people", "502")
    office.wants({"perfos_owed": "owed"}, of="person", object_="p1_people", key="crm_user")
    office.write()
    assert office.told("p1_people") == {
        "501": {"perfos_owed": "12345678901235167.323456"},
        "502": {"perfos_owed": "850.3"},
    }


def test_two_rows_that_are_the_same_record(office):
    office.publish("update core.person set dims = map {'crm_user': '501'}")
    office.wants({"perfos_owed": "owed"}, of="person", key="crm_user")
    with pytest.raises(WritebackError, match=r"two rows of core\.person are the record 501"):
        office.write()


def test_the_token_is_in_no_file(office):
    office.app.portal.locked = {"4"}
    office.write()
    files = [path for path in office.state.folder.parent.rglob("*") if path.is_file()]
    assert any(path.suffix == ".jsonl" for path in files)
    assert [path for path in files if TOKEN.encode() in path.read_bytes()] == []
