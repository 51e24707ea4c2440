"""Published worked examples: their figures, through the real pipeline, as one company."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from perfos.company.plan.examples import SELECTORS
from perfos.paths import State
from perfos.plan.folder import write_folder
from perfos.plan.pipeline import calculate
from perfos.plan.results import Results
from perfos.plan.rows import Example

OURS = YAML(typ="safe").load(Path(__file__).parent / "published.yml")
EXAMPLES = [pytest.param(example, id=example["id"]) for example in OURS["examples"]]


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict[str, Any]]:
    """Return the published examples by id."""
    text = (shared / "examples" / "commission.json").read_text()
    return {example["id"]: example for example in json.loads(text, parse_float=Decimal)}


@pytest.fixture(scope="module")
def results(published: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Return the results of all of them."""
    folder = tmp_path_factory.mktemp("published")
    write_folder(folder / "company", OURS)
    return Results(calculate(folder / "company", State(folder / "state")))


def follow(value: Any, path: str) -> Any:
    """Return what a path leads to; `*` stands for every element of a list."""
    head, _, rest = path.partition(".")
    if head == "*":
        return [follow(one, rest) for one in value]
    found = value[int(head)] if isinstance(value, list) else value[head]
    return follow(found, rest) if rest else found


@pytest.mark.parametrize("example", EXAMPLES)
def test_published_example(published: dict[str, Any], results: Results, example: Example):
    source = published[example["id"]]
    expected = [
        {
            name: value if name in SELECTORS else follow(source["expected"], value)
            for name, value in line.items()
        }
        for line in example["expected"]
    ]
    differences = list(results.differences(example | {"expected": expected}))
    assert not differences, "\n".join(
        [source["plan"], source["source_url"], *map(str, differences)]
    )


def test_every_published_example_is_covered_or_left_out_for_a_reason(published: dict[str, Any]):
    covered = {example["id"] for example in OURS["examples"]}
    assert covered | OURS["left_out"].keys() == published.keys()
    assert not covered & OURS["left_out"].keys()
