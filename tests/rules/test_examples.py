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


def companies() -> list[list[Path]]:
    """Return the files by company: those of the same switches, rates and other ids are one.

    A run of the pipeline takes the same time for ten examples as for a hundred.
    """
    found: list[list[Path]] = []
    for file in sorted(FOLDER.glob("*.yml")):
        for files in found:
            if all(fit(content(other), content(file)) for other in files):
                files.append(file)
                break
        else:
            found.append([file])
    return found


def fit(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two files can be one company."""
    ids, other_ids = ({example["id"] for example in file["examples"]} for file in (one, other))
    rates, other_rates = (by_currency(file["rates"]) for file in (one, other))
    return (
        one["company"] == other["company"]
        and not ids & other_ids
        and all(rates[name] == other_rates[name] for name in rates.keys() & other_rates.keys())
    )


def by_currency(rates: list[list[Any]]) -> dict[str, list[list[Any]]]:
    """Return the rates of each currency."""
    return {rate[0]: [one for one in rates if one[0] == rate[0]] for rate in rates}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Results]:
    """Return the results of each file."""
    found = {}
    for files in companies():
        folder = tmp_path_factory.mktemp(files[0].stem)
        rates = {tuple(rate): rate for file in files for rate in content(file)["rates"]}
        examples = [example for file in files for example in content(file)["examples"]]
        company = content(files[0]) | {"rates": list(rates.values()), "examples": examples}
        write_folder(folder / "company", company)
        of_all = Results(calculate(folder / "company", State(folder / "state")))
        found |= dict.fromkeys(files, of_all)
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
