"""The package's worked examples, from files to money through the real pipeline."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from perfos.paths import State
from perfos.plan.folder import write_folder
from perfos.plan.pipeline import calculate
from perfos.plan.results import Results
from perfos.plan.rows import Example

FOLDER = Path(__file__).parents[2] / "rules" / "sales_commission" / "examples"


@cache
def content(file: Path) -> dict[str, Any]:
    """Return a file of examples."""
    return YAML(typ="safe").load(file)


EXAMPLES = [
    pytest.param(file, example, id=f"{file.stem}.{example['id']}")
    for file in sorted(FOLDER.glob("*.yml"))
    for example in content(file)["examples"]
]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Results]:
    """Return the results of each file; a file is one company, with a switch set differently."""
    found = {}
    for file in sorted(FOLDER.glob("*.yml")):
        folder = tmp_path_factory.mktemp(file.stem)
        write_folder(folder / "company", content(file))
        found[file] = Results(calculate(folder / "company", State(folder / "state")))
    return found


@pytest.mark.parametrize(("file", "example"), EXAMPLES)
def test_example(results: dict[Path, Results], file: Path, example: Example):
    differences = list(results[file].differences(example))
    assert not differences, "\n".join([example["words"], *map(str, differences)])


def test_there_are_examples_of_everything():
    assert len(EXAMPLES) >= 20
    text = "".join(file.read_text() for file in FOLDER.glob("*.yml"))
    for word in ("flat", "marginal", "retroactive", "retro: true", "attainment", "quantity"):
        assert word in text
    for word in ("count", "per_unit", "split", "manager", "levels: all", "per: window", "measure"):
        assert word in text
