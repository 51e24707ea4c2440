"""writeback.yml: what is refused, each with its line."""

import re
from pathlib import Path

import pytest

from perfos.company import load_company

SOURCES = """\
sources:
  - name: crm
    kind: hubspot
    tables: [{name: deals, object: deals, fields: [dealname]}]
  - name: files
    kind: files
    tables: [{name: deals, files: "deals*.csv"}]
"""
BACK = """\
writeback:
  - to: crm
    object: deals
    of: opportunity
    fields:
      perfos_commission: earned_commission
      perfos_attainment: attainment
"""
# A file that is wrong, where the problem is, on which line, what was found, what is allowed.
MISTAKES = [
    ("to: crm", "to: cmr", "to", 2, "cmr", 'did you mean "crm"?'),
    ("to: crm", "to: files", "to", 2, "files", "no source of kind hubspot or salesforce"),
    ("object: deals", "object: deals/1", "object", 3, "deals/1", "as the API has it"),
    ("of: opportunity", "of: deal", "of", 4, "deal", "allowed: opportunity, person"),
    ("perfos_attainment:", "perfos attainment:", "fields.perfos attainment", 7, "perfos attainment",
     "a field's name"),
    ("attainment: attainment", "attainment: attained", "fields.perfos_attainment", 7, "attained",
     "attainment"),
    ("of: opportunity", "of: person", "fields.perfos_commission", 6, "earned_commission",
     "allowed: attainment, earned, owed"),
    ("perfos_commission:", "dealname:", "fields.dealname", 6, "dealname", "does not read"),
    ("object: deals", "object: deals\n    create: true", "create", 4, "create", "allowed"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "line", "found", "allowed"), MISTAKES)
def test_a_mistake_is_told_with_its_place(folder, old, new, field, line, found, allowed):
    folder.write("sources.yml", SOURCES)
    assert old in BACK
    folder.write("writeback.yml", BACK.replace(old, new, 1))
    problem = folder.problem()
    assert (problem.file, problem.field) == ("writeback.yml", f"writeback[0].{field}")
    assert problem.line == line
    assert found in problem.found
    assert allowed in problem.allowed


def test_a_field_is_told_once(folder):
    folder.write("sources.yml", SOURCES)
    folder.write("writeback.yml", BACK + BACK.removeprefix("writeback:\n").rsplit("\n", 2)[0])
    problem = folder.problem()
    assert (problem.line, problem.found) == (12, '"perfos_commission" twice')
    assert problem.allowed == "each field once; it is on line 6"


def test_a_number_of_changes(folder):
    folder.write("sources.yml", SOURCES)
    folder.write("writeback.yml", BACK + "max_changes: 0\n")
    assert folder.problem().field == "max_changes"


def test_it_is_part_of_the_company(folder):
    folder.write("sources.yml", SOURCES)
    before = load_company(folder.path)
    assert before.writeback.writeback == ()
    folder.write("writeback.yml", BACK + "max_changes: 50\n")
    company = load_company(folder.path)
    assert company.config_hash != before.config_hash
    assert company.writeback.max_changes == 50
    (target,) = company.writeback.writeback
    assert target.fields == {
        "perfos_commission": "earned_commission",
        "perfos_attainment": "attainment",
    }


def test_the_recipe_is_valid(folder):
    page = Path(__file__).parents[2] / "docs" / "recipes" / "back-to-the-crm.md"
    text = re.search(r"^```yaml title=.*?\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)[
        1
    ]
    folder.write("sources.yml", SOURCES)
    folder.write("writeback.yml", text)
    (target,) = load_company(folder.path).writeback.writeback
    assert len(target.fields) == 4
