"""Runs examples through the real models: as few calculations as their switches allow."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from perfos.company.problems import CompanyError
from perfos.paths import State
from perfos.plan.folder import write_folder
from perfos.plan.pipeline import calculate
from perfos.plan.results import Difference, Results
from perfos.plan.rows import Example
from perfos.plan.suites import Suite
from transform.workspace import RulePackage


@dataclass(frozen=True)
class Outcome:
    """What came of one example.

    Attributes:
        file: The plan file or the folder that holds it.
        example: Its id.
        words: What it shows.
        differences: Where the models say something else; empty if it passes.
    """

    file: Path
    example: str
    words: str
    differences: tuple[Difference, ...]


def prove(suites: Iterable[Suite], rules: Sequence[RulePackage] | None = None) -> Iterator[Outcome]:
    """Yield the outcome of every example.

    Args:
        suites: The examples.
        rules: The rule packages that calculate; what ships with the program where none are given.

    Raises:
        CompanyError: An example's rows cannot be used.
        DbtFailed: A model or a data test failed.
    """
    groups: dict[str, list[tuple[Path, Example]]] = {}
    for suite in suites:
        for example in suite.examples:
            key = json.dumps({"company": suite.switches, "rates": _rates(example)}, sort_keys=True)
            groups.setdefault(key, []).append((suite.file, example))
    for switches, members in groups.items():
        examples = [
            example | {"id": f"x{number}_{example['id']}"}
            for number, (_, example) in enumerate(members, start=1)
        ]
        with tempfile.TemporaryDirectory(prefix="perfos_examples_") as folder:
            write_folder(Path(folder) / "company", json.loads(switches) | {"examples": examples})
            place = Path(folder)
            try:
                warehouse = calculate(place / "company", State(place / "state"), rules)
            except CompanyError as error:
                raise _told_where(error, members) from None
            results = Results(warehouse)
        for (file, given), example in zip(members, examples, strict=True):
            found = tuple(results.differences(example))
            yield Outcome(file, given["id"], given.get("words") or "", found)


def _told_where(error: CompanyError, members: list[tuple[Path, Example]]) -> CompanyError:
    """Return the problems of the examples' company folder with the files that people know."""
    problems = []
    for problem in error.problems:
        found = re.match(r"plans/x(\d+)_", problem.file)
        if found:
            file, example = members[int(found[1]) - 1]
            problem = replace(problem, file=f"{file.name}, example {example['id']}", line=None)
        problems.append(problem)
    return CompanyError(members[0][0].parent, problems)


def _rates(example: Example) -> list[list[str]]:
    """Return the exchange rates of an example; a row is a list, or has names."""
    names = ("currency", "quote_currency", "rate_on", "rate")
    return [
        [row[name] for name in names] if isinstance(row, dict) else row
        for row in example.get("rates", [])
    ]
