"""The plain Python says what the package's worked examples say: neither bends to the other."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.rules.reference.calendar import month_end
from tests.rules.reference.exact import ZERO, exact
from tests.rules.reference.transfer import Transfer
from tests.rules.reference.transfers import transfers
from tests.rules.reference.world import World
from tests.rules.test_examples import EXAMPLES, content

Row = dict[str, Any]
FIGURES = {
    "pays": ("commission_payable", -1),
    "expensed": ("commission_expense", 1),
    "held": ("commission_held", -1),
    "advanced": ("draw_receivable", 1),
    "asset": ("contract_cost", 1),
    "impaired": ("contract_cost_impairment", 1),
}
OF_A_MONTH = {"gate", "multiplier", "floor", "cap", "matrix", "pool", "contest"}
OTHER_WORDS = {
    "money_without_cents": "yen: the recomputation counts in cents",
    "contract_cost.renewal": "the recomputation does not compare renewals with what they renew",
}
OWN_FORMULAS = "vendors"
"""A file whose plans have formulas that the recomputation does not say again."""


@cache
def horizon(file: Path) -> date:
    """Return the last day of the last month in which anything happens in a file of examples."""
    said = content(file)
    worlds = [World(one, said["company"], said["rates"], date.max) for one in said["examples"]]
    return month_end(max(event.on for world in worlds for event in world.events))


def fits(one: Transfer, line: Row) -> bool:
    """Return whether an expectation is about a transfer."""
    for name in ("payee", "event", "component", "plan", "kind"):
        if name in line and str(getattr(one, name)) != str(line[name]):
            return False
    if "event" in line and "kind" not in line and one.kind in OF_A_MONTH:
        return False
    until = str(line.get("until", one.period))
    return one.period.startswith(str(line.get("period", ""))) and one.period <= until


def figures(example: Row) -> Iterator[tuple[Row, str, Fraction]]:
    """Yield what an example expects of money."""
    for line in example["expected"]:
        for name in FIGURES.keys() & line.keys():
            if "role" not in line:
                yield line, name, exact(line[name])


@pytest.mark.parametrize(("file", "example"), EXAMPLES)
def test_plain_python_finds_what_the_worked_example_says(file: Path, example: Row):
    name = f"{file.stem}.{example['id']}"
    for left_out, reason in OTHER_WORDS.items():
        if name.endswith(left_out):
            pytest.skip(reason)
    if file.stem == OWN_FORMULAS:
        pytest.skip("formulas of their own")
    said = content(file)
    made = transfers(World(example, said["company"], said["rates"], horizon(file)))
    for line, figure, wanted in figures(example):
        account, sign = FIGURES[figure]
        found = sum((sign * one.moves(account) for one in made if fits(one, line)), ZERO)
        assert found == wanted, f"{name} {line}: {figure} is {float(found)}"
