"""The page about the company folder names what the code knows, and its examples are valid."""

import re
from pathlib import Path

import pytest

from perfos.company import load_company
from perfos.company.entities import ENTITIES, EVENT_COLUMNS
from perfos.company.formula import LANGUAGE

PAGE = (Path(__file__).parents[2] / "docs/company-folder.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("entity", ENTITIES.values(), ids=ENTITIES)
def test_every_entity_is_listed_with_its_fields(entity):
    table = PAGE[PAGE.index("| entity |") :]
    (row,) = re.findall(rf"^\| `{entity.name}` \| (.*?)(?: \(.*\))? \|$", table, re.MULTILINE)
    fields = [f"**{field.name}**" if field.required else field.name for field in entity.fields]
    assert row == " ".join(fields)


def test_every_column_and_function_of_formulas_is_listed():
    for name in {*EVENT_COLUMNS, *LANGUAGE.functions}:
        assert re.search(rf"`([\w ]* )?{name}( [\w ]*)?`", PAGE), name


def test_the_examples_make_a_valid_company(folder):
    company, plan, sources, kpis, rules = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    folder.write("company.yml", company)
    folder.write("plans/account_executive.yml", plan)
    folder.write("sources.yml", sources)
    folder.write("kpis.yml", kpis)
    folder.write("rules.yml", rules)
    assert load_company(folder.path).name == "acme"
