"""The examples of plan files and of folders, as the harness takes them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from perfos.company.plan.plans import Plan
from perfos.company.problems import CompanyError, Problem
from perfos.company.validate import read_model, read_text
from perfos.company.yaml_file import read_yaml
from perfos.plan.rows import Example, Row
from perfos.plan.tables import COLUMNS

TABLES = ("events", "org", "quotas", "splits", "rates", "leave", "draws", "expected")
SWITCHES = ("currency", "fiscal_year_start", "rounding", "fx")
"""What of a company's company.yml holds for its examples, too."""


@dataclass(frozen=True)
class Suite:
    """Examples that are calculated by the same switches.

    Attributes:
        file: Where they stand.
        switches: What company.yml says.
        examples: The examples, each with its plans.
    """

    file: Path
    switches: Row
    examples: list[Example] = field(default_factory=list)


def suites_in(path: Path) -> Iterator[Suite]:
    """Yield the examples of a plan file, or of all plan files and cases under a folder.

    A case is a folder with plan files, `events.csv` and `expected.csv`.

    Raises:
        CompanyError: A plan file cannot be read.
    """
    if path.is_file():
        yield _of_plan(path)
        return
    files = sorted(file for file in path.rglob("*.yml") if _is_plan(file))
    for file in files:
        suite = _of_plan(file)
        if suite.examples:
            yield suite
    for folder in sorted({file.parent for file in path.rglob("events.csv")}):
        plans = [file for file in files if file.parent in (folder, folder / "plans")]
        if plans and (folder / "expected.csv").is_file():
            yield _of_folder(folder, plans)


def _is_plan(file: Path) -> bool:
    text = read_text(file, file.name)
    return isinstance(text, str) and any(line.startswith("plan:") for line in text.splitlines())


def _raw(file: Path) -> Row:
    """Return the content of a plan file that is a valid plan."""
    plan, source = read_model(file, file.name, Plan)
    if plan is None:
        raise CompanyError(file.parent, source.problems)
    return read_yaml(str(read_text(file, file.name))).data


def _of_plan(file: Path) -> Suite:
    raw = _raw(file)
    plan = {name: value for name, value in raw.items() if name != "examples"}
    suite = Suite(file, _switches(file.parent, raw["currency"]))
    for given in raw.get("examples") or []:
        example: Example = {"first_day": raw["valid_from"], **given, "plans": [plan]}
        for name in TABLES:
            if isinstance(example.get(name), str):
                example[name] = read_table(file.parent / example[name], name)
        suite.examples.append({name: one for name, one in example.items() if one is not None})
    return suite


def _of_folder(folder: Path, plans: list[Path]) -> Suite:
    raws = [_raw(file) for file in plans]
    example: Example = {
        "id": "".join(c if c.isalnum() else "_" for c in folder.resolve().name.lower()),
        "first_day": raws[0]["valid_from"],
        "plans": [{name: raw[name] for name in raw if name != "examples"} for raw in raws],
    }
    for name in TABLES:
        if (folder / f"{name}.csv").is_file():
            example[name] = read_table(folder / f"{name}.csv", name)
    example |= _people(folder, example)
    return Suite(folder, _switches(folder, raws[0]["currency"]), [example])


def _people(folder: Path, example: Example) -> Row:
    """Return who is on the plan: people.csv, else everybody whom events and quotas name."""
    if not (folder / "people.csv").is_file():
        rows = [("by", row) for row in example["events"]]
        rows += [("payee", row) for name in ("quotas", "splits") for row in example.get(name, [])]
        return {"people": sorted({row.get(key, "ann") for key, row in rows})}
    people = {row["person_id"]: row for row in read_table(folder / "people.csv", "people")}
    return {
        "people": list(people),
        "hired": {
            name: {to: row[column] for to, column in _DAYS.items() if column in row}
            for name, row in people.items()
        },
    }


_DAYS = {"from": "hired_on", "to": "left_on"}


def read_table(file: Path, table: str) -> list[Row]:
    """Return the rows of a CSV file by the names that examples use; empty cells are left out.

    Raises:
        CompanyError: There is no such file.
    """
    text = read_text(file, file.name)
    if isinstance(text, Problem):
        raise CompanyError(file.parent, [text])
    names = COLUMNS.get(table, {})
    return [
        {names.get(name, name): cell for name, cell in row.items() if name and cell}
        for row in csv.DictReader(text.splitlines())
    ]


def _switches(folder: Path, currency: str) -> Row:
    """Return the switches of the company folder that a plan stands in; else the defaults."""
    for place in (folder, folder.parent):
        text = read_text(place / "company.yml", "company.yml")
        if isinstance(text, str):
            given: Any = read_yaml(text).data
            return {"currency": currency} | {n: given[n] for n in SWITCHES if n in given}
    return {"currency": currency}
