"""The commands around the figures: snapshot, quarantine, check, run; and how all of them end."""

import subprocess
import sys

import pytest

from perfos.cli.reference import PAGE, page
from semantic.snapshot import Snapshots

HEAVY = {
    "duckdb",
    "pydantic",
    "dagster",
    "dbt",
    "dlt",
    "pyarrow",
    "sqlglot",
    "sqlalchemy",
    "rich.table",
}


def test_nothing_is_imported_before_it_is_needed():
    code = "import sys, perfos.cli; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(result.stdout.split())


def test_reference_is_current():
    assert PAGE.read_text() == page(), "run `python -m perfos.cli.reference`"


def test_quarantine_says_what_where_why(perfos):
    first, second = perfos("quarantine", "--json")
    assert (first["source_file"], first["source_row"]) == ("[bold]x[/bold].csv", 7)
    assert second["found"] == "unknown_currency currency = =1+1"
    assert len(perfos("quarantine", "--json", "--reason", "unknown_currency")) == 1
    assert perfos("quarantine", "--json", "--reason", "x") == []
    output = perfos("quarantine")
    assert "crm.deals deals_2025.csv:6" in output
    assert "Correct the currency code." in output
    assert "2 in quarantine" in output


def test_quarantine_to_a_place_that_is_not_there(perfos, tmp_path):
    assert "cannot be written" in perfos("quarantine", "--csv", tmp_path / "no" / "x.csv", code=2)


def test_snapshots_are_listed_chosen_and_compared(perfos, published):
    (snapshot,) = perfos("snapshot", "list", "--json")
    assert snapshot["is_current"]
    assert snapshot["rows"]["core.event"] == 4
    name = snapshot["id"]
    assert name in perfos("snapshot", "list")
    assert name in perfos("snapshot", "use", name)
    assert "16 of 16 tables are the same" in perfos("snapshot", "diff", name, name)
    assert perfos("snapshot", "diff", name, name, "--json")["core.event"]["amounts"]["EUR"] == [
        "61000.000000",
        "61000.000000",
    ]


@pytest.mark.parametrize("name", ["../demo", "/etc", "x", "20250101T000000000Z-deadbeef"])
def test_no_snapshot_of_that_name(perfos, name):
    assert "perfos snapshot list" in perfos("snapshot", "use", name, code=5)
    assert "perfos snapshot list" in perfos("snapshot", "diff", name, name, code=5)


def test_a_damaged_pointer_can_be_mended(perfos, published):
    pointer = published.state.published / "current.json"
    before = pointer.read_text()
    try:
        pointer.write_text("{")
        assert "perfos snapshot" in perfos("status", code=1)
        (snapshot,) = perfos("snapshot", "list", "--json")
        assert not snapshot["is_current"]
        perfos("snapshot", "use", snapshot["id"])
        assert Snapshots(published.state).current().id == snapshot["id"]
    finally:
        pointer.write_text(before)


READERS = (["status"], ["statement", "x"], ["explain", "x"], ["quarantine"], ["snapshot", "list"])


@pytest.mark.parametrize("command", READERS, ids=" ".join)
def test_nothing_published_yet(perfos, monkeypatch, tmp_path, command):
    monkeypatch.setenv("PERFOS_HOME", str(tmp_path))
    assert "perfos run" in perfos(*command, code=4)


@pytest.mark.parametrize("command", [*READERS, ["check"], ["run"]], ids=" ".join)
def test_no_company_there(perfos, monkeypatch, tmp_path, command):
    monkeypatch.setenv("PERFOS_COMPANY", str(tmp_path))
    assert "perfos init" in perfos(*command, code=3)


def test_wrong_use(perfos, tmp_path):
    perfos("no-such-command", code=2)
    perfos("statement", code=2)
    (tmp_path / "company.yml").write_text("name: x")
    assert "another folder" in perfos("demo", tmp_path, code=2)
    assert "not empty" in perfos("init", tmp_path, code=2)
    perfos("demo", tmp_path / "new", "--deals", "5", code=2)


def test_what_init_makes_is_valid(perfos, monkeypatch, tmp_path):
    folder = tmp_path / "ours"
    assert f"perfos --company {folder} run" in perfos("init", folder)
    monkeypatch.setenv("PERFOS_COMPANY", str(folder))
    assert perfos("check", "--json") == {"folder": str(folder), "is_valid": True, "problems": []}
    assert "is valid" in perfos("check")
    settings = folder / "company.yml"
    settings.write_text(settings.read_text().replace("currency: EUR", "currency: [red]x"))
    output = perfos("check", code=3)
    assert "company.yml" in output
    assert "to mend" in output
    assert "1 problem" in perfos("run", code=3)
