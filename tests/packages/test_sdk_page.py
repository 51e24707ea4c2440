"""The page on rule packages says all that the contract has, and its example holds."""

import re

import pytest

from packages.manifest import PackageManifest, Provides, Requires
from packages.scaffold import TEMPLATE
from packages.trial.examples import Examples
from perfos.company.parameter_table import KINDS, ParameterColumn
from perfos.company.yaml_file import read_yaml
from tests.tidy.tree import ROOT
from transform.contract import MACROS, POSTING

PAGE = (ROOT / "docs" / "package-sdk.md").read_text()


@pytest.mark.parametrize(
    "names",
    [
        POSTING,
        MACROS,
        KINDS,
        ParameterColumn.model_fields,
        PackageManifest.model_fields,
        Requires.model_fields,
        Provides.model_fields,
    ],
    ids=["columns", "macros", "types", "parameter", "manifest", "requires", "provides"],
)
def test_the_page_names_everything(names: list[str]) -> None:
    assert [name for name in names if not re.search(rf"`[^`\n]*\b{name}\b[^`\n]*`", PAGE)] == []


def test_the_example_of_the_page_is_that_of_a_new_package() -> None:
    (block,) = re.findall(r"^```yaml\n(examples:.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    shown = Examples.model_validate(read_yaml(block).data).examples[0]
    begun = Examples.model_validate(read_yaml((TEMPLATE / "examples/bonus.yml").read_text()).data)
    assert shown.id == begun.examples[0].id
    assert [line["amount"] for line in shown.expected] == ["25", "-25"]
    assert set(shown.given) == set(begun.examples[0].given)
