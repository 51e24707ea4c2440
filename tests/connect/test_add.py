"""`perfos source add` and `check`, as a new user types them."""

import json
import re

import pytest
from typer.testing import CliRunner

from perfos.cli import app
from perfos.company import load_company
from perfos.company.init import init_company
from perfos.connect.write import READY, merged, ready, ready_kinds
from tests.tidy.tree import ROOT

DEALS = "Deal ID;Owner;Stage;Close Date;Amount\nD1;ann;Won;31/03/2026;1.000,50\nD2;ann;Lost;;7,00\n"


@pytest.fixture
def acme(tmp_path):
    """Return a function that runs a command about a new company, with an export beside it."""
    folder = init_company(tmp_path / "acme")
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "deals 2026.csv").write_text(DEALS)

    def command(*words, answer=""):
        place = ["--company", str(folder), "--data", str(tmp_path / "exports")]
        return CliRunner().invoke(app, [*place, "source", *words], input=answer)

    command.folder, command.data = folder, tmp_path / "exports"
    return command


def test_an_export_becomes_a_source_once_it_was_seen(acme):
    before = (acme.folder / "sources.yml").read_text()
    told = acme("add", "files", "--replace", answer="n\n")
    assert "1000.5" in told.output
    assert (acme.folder / "sources.yml").read_text() == before
    assert acme("add", "files", "--replace", answer="y\n").exit_code == 0
    company = load_company(acme.folder, acme.data)
    (source,) = company.sources
    assert [(one.name, one.files) for one in source.tables] == [("deals_2026", "deals 2026.csv")]
    assert {one.entity for one in company.mappings} == {
        "opportunity", "event", "person", "org_assignment",
    }  # fmt: skip


def test_programs_get_the_rows(acme):
    told = acme("add", "files", "--replace", "--yes", "--json")
    deals = next(one for one in json.loads(told.stdout) if one["entity"] == "event")
    assert deals["rows"] == [
        {
            "event_id": "D1", "kind": "booking", "occurred_on": "2026-03-31", "amount": "1000.5",
            "currency": "EUR", "owner_id": "ann",
        }
    ]  # fmt: skip


def test_what_company_yml_would_not_take_is_told(acme):
    (acme.data / "deals 2026.csv").write_text(DEALS.replace("2026", "2017"))
    told = acme("add", "files", "--replace", "--yes")
    assert "`limits` takes 2020-01-01 to 2035-12-31" in told.stderr
    assert "events begin in 2017-03" in told.stderr


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["files"], "there is a source crm"),
        (["files", "--path", "nowhere"], "no file in"),
        (["sap"], "no kind sap; there are files, ecb, erp, hubspot"),
        (["hubspot", "--name", "hs", "--yes"], "SOURCES__HS__TOKEN"),
    ],
)
def test_what_does_not_work_is_told_and_nothing_is_written(acme, words, complaint):
    before = (acme.folder / "sources.yml").read_text()
    told = acme("add", *words)
    assert told.exit_code != 0
    assert complaint in told.output
    assert (acme.folder / "sources.yml").read_text() == before


def test_names_that_say_nothing_are_shown(acme):
    (acme.data / "deals 2026.csv").write_text("a;b\n1;2\n")
    assert "x.deals_2026: a, b" in acme("add", "files", "--name", "x").output


def test_check_names_what_a_feature_lacks(acme):
    told = acme("check", "crm", "--json")
    states = {one["feature"]: one["lacking"] for one in json.loads(told.stdout)}
    assert states["shared deals"] == []
    assert states["sales cycle and velocity"] == ["opportunity.created_on"]
    assert acme("check", "erp").exit_code != 0


@pytest.mark.parametrize("kind", ready_kinds())
def test_what_is_ready_is_valid_beside_what_there_is(acme, kind):
    file = acme.folder / "sources.yml"
    file.write_text(merged(file.read_text(), ready(kind, "other")))
    company = load_company(acme.folder, acme.data)
    assert {one.name for one in company.sources} == {"crm", "other"}
    assert any(one.source == "other" for one in company.mappings)
    assert file.read_text().startswith("# Where the records are")


@pytest.mark.parametrize("kind", ["hubspot", "salesforce", "ecb"])
def test_recipes_show_what_is_ready(kind):
    page = ROOT / "docs" / "recipes" / ("ecb-rates.md" if kind == "ecb" else f"{kind}.md")
    blocks = re.findall(r"^```yaml[^\n]*\n(sources:\n.*?)^```", page.read_text(), re.S | re.M)
    assert blocks[0] == (READY / f"{kind}.yml").read_text()
