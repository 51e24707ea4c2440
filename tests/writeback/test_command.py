"""`perfos writeback`: dry first, and the job of Dagster that writes."""

import json

import pytest
from typer.testing import CliRunner

from perfos.cli import app
from tests.apis.hubspot.app import TOKEN
from tests.writeback.test_write import expected


@pytest.fixture
def ask(office):
    """Return a function that runs `perfos writeback` and gives its output."""

    def run_it(*arguments, code=0):
        words = ["--company", str(office.folder), "writeback", *arguments]
        result = CliRunner().invoke(app, words)
        assert result.exit_code == code, result.output
        assert TOKEN not in result.output
        return json.loads(result.stdout) if "--json" in arguments else result.output

    return run_it


def test_nothing_is_sent_without_write(office, ask):
    told = ask("--json")
    assert office.requests() == []
    assert office.receipts() == []
    (one,) = told["objects"]
    assert (one["object"], one["compared"], len(one["changes"])) == ("crm.deals", 21, 10)
    assert one["changes"][0] == {
        "record_id": "1", "field": "perfos_commission", "before": None,
        "after": "12345678901234667.223456", "is_unsure": False,
    }  # fmt: skip
    shown = ask()
    assert "10 of 21 values change, in 7 records" in shown
    assert "12345678901234667.223456" in shown
    assert "nothing is sent without --write" in shown


def test_the_job_writes_and_says_why_not(office, ask, monkeypatch):
    office.app.portal.locked = {"4"}
    arguments = ("--write", "--by", "olga", "--reason", "nightly")
    said = ask(*arguments, code=1)
    assert "8 of 10 changes were written; the others are tried again" in said
    assert "crm.deals 4: The record is locked." in said
    office.app.portal.locked = set()
    (row,) = [row for row in ask("--json")["objects"][0]["changes"] if row["record_id"] == "4"][:1]
    assert row["before"] is None
    told = ask(*arguments, "--json")
    assert (told["written"], told["requests"]) == (2, 1)
    assert office.told() == expected()
    assert told["run_id"] in {one["run_id"] for one in office.receipts("written")}
    assert "0 changes are written" in ask(*arguments)
    assert "0 of 21 values change" in ask()
    home = office.folder.parent / "dagster"
    assert [p for p in home.rglob("*") if p.is_file() and TOKEN.encode() in p.read_bytes()] == []
    assert "ann is no administrator" in ask("--write", "--by", "ann", "--reason", "x", code=1)


def test_a_company_that_writes_nothing_back(office, ask):
    (office.folder / "writeback.yml").unlink()
    assert "write writeback.yml into the company folder" in ask(code=5)


def test_a_value_that_is_not_published(office, ask):
    office.publish("drop table sales_forecast.forecast_deal; update core.company set title = 'S'")
    assert "name the rule package sales_forecast in rules.yml" in ask(code=1)
