"""What the pages about plans show is true: plans are valid, formulas compile, examples pass."""

import re
from itertools import chain
from pathlib import Path

import pytest

from perfos.company.formula import compile_formula
from perfos.company.language import FormulaError
from perfos.company.plan.plans import Plan
from perfos.company.validate import YamlSource
from perfos.company.yaml_file import read_yaml
from perfos.plan.check_links import check_links
from perfos.plan.check_rates import check_rates
from perfos.plan.finding import PlanFile
from perfos.plan.proof import prove
from perfos.plan.suites import suites_in

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "plan-format.md", *sorted((DOCS / "plan-format").glob("*.md"))]
PLANS = [
    pytest.param(block, id=f"{page.stem}.{number}")
    for page in PAGES
    for number, block in enumerate(re.findall(r"```yaml\n(plan: .*?)```", page.read_text(), re.S))
]
ROWS = re.findall(
    r"^\| [^|]+ \| (`[^|]+) \| ", (DOCS / "plan-format/formulas.md").read_text(), re.M
)
FORMULAS = list(chain.from_iterable(re.findall(r"`([^`]+)`", row) for row in ROWS))


@pytest.mark.parametrize("text", PLANS)
def test_a_plan_of_the_documentation_is_valid(text):
    source = YamlSource("plans/shown.yml")
    source.yaml = read_yaml(text)
    plan = PlanFile(Plan.model_validate(source.yaml.data), source)
    found = [*check_links(plan), *check_rates(plan, None)]
    assert [one for one in found if one.severity == "error"] == []


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_of_the_documentation_compiles(text):
    for kind in ("number", "condition"):
        try:
            assert compile_formula(text, kind=kind)
            return
        except FormulaError as error:
            if "this is" not in error.reason:
                raise
    assert text in ("lower(family)", "upper(family)", "trim(family)", "dims['Deal type']") or (
        text.startswith("date(")
    )


def test_there_are_formulas_and_plans():
    assert len(FORMULAS) > 30
    assert len(PLANS) >= 3


@pytest.mark.slow
def test_the_examples_of_the_documentation_pass(tmp_path):
    (block,) = re.findall(
        r"```yaml\n(plan: .*?)```", (DOCS / "plan-format/examples.md").read_text(), re.S
    )
    (tmp_path / "plan.yml").write_text(block)
    outcomes = list(prove(suites_in(tmp_path / "plan.yml")))
    assert len(outcomes) == 2
    assert not [str(one) for outcome in outcomes for one in outcome.differences]
