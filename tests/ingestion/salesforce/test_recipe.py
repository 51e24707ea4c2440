"""The recipe is true: its sources.yml is valid, and loads what it maps."""

import re

import ingestion
from perfos.company import load_company
from perfos.company.init import init_company
from perfos.paths import State
from tests.ingestion.salesforce.samples import fill
from tests.tidy.tree import ROOT

FILE = re.compile(r"^```yaml title=\"acme/(.+?)\"\n(.*?)^```", re.DOTALL | re.MULTILINE)
OBJECTS = ("Opportunity", "OpportunityFieldHistory", "OpportunitySplit", "User", "Task")


def test_the_recipe_loads_what_it_maps(crm, tmp_path, monkeypatch):
    folder = tmp_path / "acme"
    init_company(folder)
    ((name, content),) = FILE.findall((ROOT / "docs" / "recipes" / "salesforce.md").read_text())
    (folder / name).write_text(content)
    monkeypatch.setenv("SOURCES__CRM__ADDRESS", crm.address)
    for one in OBJECTS:
        fill(crm.org, one, 20)
    results = ingestion.load(load_company(folder), State(tmp_path / "state"))
    assert [(one.rows_total, one.problems) for one in results] == [(20, 0)] * 5
