"""Whatever happens to requests and to us, the CRM ends up with the same values."""

import os
import random

import pytest

from tests.writeback.test_write import expected
from writeback import write

FAULTS = ("drop", "cut", "busy", "down", "lost")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_request_that_is_repeated(office, fault):
    office.faults.schedule = {0: fault, 1: fault}
    (done,) = office.write()
    assert (done.written, done.problem, done.refused) == (10, "", {})
    assert office.told() == expected()
    answered = [one["change_no"] for one in office.receipts("written", "refused")]
    assert answered == list(range(1, 11))
    assert office.write(run_id="run-2") == []


def test_a_crm_that_does_not_answer(office):
    office.faults.schedule = dict.fromkeys(range(99), "lost")
    (done,) = office.write()
    assert "does not answer" in done.problem
    assert office.receipts("written", "refused") == []
    office.faults.schedule = {}
    office.faults.asked.clear()
    (again,) = office.write(run_id="run-2")
    assert again.written == 10
    assert office.told() == expected()


def test_what_may_have_arrived_is_emptied_too(office):
    office.faults.schedule = dict.fromkeys(range(99), "lost")
    office.write()
    assert office.told() == expected()
    office.faults.schedule = {}
    office.publish("delete from sales_forecast.forecast_deal")
    office.write(run_id="run-2")
    assert office.told()["7"] == {}
    assert office.write(run_id="run-3") == []


@pytest.mark.parametrize("notes", [0, 1], ids=["before the request", "before the receipt"])
def test_a_write_that_is_killed(office, notes, monkeypatch):
    child = os.fork()
    if not child:
        done, append = [], write.append

        def killed(file, lines):
            if len(done) == notes:
                os._exit(9)
            done.append(append(file, lines))

        monkeypatch.setattr(write, "append", killed)
        office.write()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert len(office.requests()) == notes
    (done,) = office.write(run_id="run-2")
    assert (done.changes, done.written) == (10, 10)
    assert office.told() == expected()
    assert len(office.receipts("written")) == 10
    assert office.write(run_id="run-3") == []


def test_a_receipt_that_was_cut_off_counts_as_none(office):
    office.write()
    (file,) = (office.state.folder / "writeback" / "receipts").glob("*.jsonl")
    text = file.read_text()
    file.write_text(text[: len(text) - 40])
    (done,) = office.write(run_id="run-2")
    assert done.changes == 1


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100))
def test_schedules_of_faults(office, seed):
    choice = random.Random(seed)
    office.faults.schedule = {
        number: choice.choice(FAULTS) for number in range(200) if choice.random() < 0.6
    }
    for number in range(9):
        if not office.write(run_id=f"run-{number}"):
            break
    assert office.told() == expected()
