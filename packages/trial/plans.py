"""Worked examples that are told as plans: from files to money through the real pipeline."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from perfos.paths import State
from perfos.plan.folder import write_folder
from perfos.plan.pipeline import calculate
from perfos.plan.proof import Outcome
from perfos.plan.results import Results
from transform.workspace import RulePackage


def is_of_plans(file: Path) -> bool:
    """Whether a file's examples are plans of one company."""
    return any(line.startswith("company:") for line in file.read_text("utf-8").splitlines())


def prove_plans(file: Path, rules: Sequence[RulePackage]) -> Iterator[Outcome]:
    """Yield the outcome of each example of a file, calculated as one company."""
    content = YAML(typ="safe").load(file)
    with tempfile.TemporaryDirectory(prefix="perfos_examples_") as folder:
        write_folder(Path(folder) / "company", content)
        state = State(Path(folder) / "state")
        results = Results(calculate(Path(folder) / "company", state, rules))
    for example in content["examples"]:
        found = tuple(results.differences(example))
        yield Outcome(file, example["id"], example["words"], found)
