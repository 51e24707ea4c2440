"""Definitions: what may be said, and that everything made of them is current."""

from pathlib import Path

import pytest

from perfos.metrics.definition import Definitions, read_definitions
from perfos.metrics.formula import is_sum, written
from perfos.metrics.sql import MACROS, macros
from semantic.metrics import read
from tests.tidy.tree import ROOT

PARTS = """\
model: metric_part
parts:
  - {name: won, unit: count, adds: all, title: Won, description: Won.}
  - {name: open, unit: money, adds: last, title: Open, description: Open.}
metrics:
"""


def metric(formula: str, name: str = "rate") -> str:
    """Return the text of one metric."""
    return (
        f"  - {{id: {name}, version: 1, title: T, description: D., unit: ratio, better: up, "
        f"levels: [company], variants: [{{id: a, formula: '{formula}', follows: words}}]}}\n"
    )


def said(folder: Path, *metrics: str) -> tuple[Definitions | None, list[str]]:
    """Read definitions; return them, or what was found and what is allowed."""
    (folder / "metrics.yml").write_text(PARTS + "".join(metrics))
    found, problems = read_definitions(folder)
    return found, [f"{one.field}: {one.found}: {one.allowed}" for one in problems]


@pytest.mark.parametrize(
    ("formula", "word"),
    [
        ("won / lost", "the part lost"),
        ("won +", "metrics[0].variants[0].formula"),
        ("sum(won)", "no function sum"),
        ("won; drop table x", "without ;"),
        ("won / (select 1)", "not allowed"),
        ("positive(won, open)", "takes one value"),
    ],
)
def test_a_formula_that_cannot_be_one_is_refused(tmp_path: Path, formula: str, word: str):
    found, problems = said(tmp_path, metric(formula))
    assert found is None and word in "; ".join(problems)


def test_a_name_means_one_thing(tmp_path: Path):
    _, problems = said(tmp_path, metric("won"), metric("won"), metric("won", name="open"))
    assert [problem.split(": ")[-1] for problem in problems] == ["a name that nothing else has"] * 2


def test_formulas_are_written_as_exact_calls():
    text = written("(a - 1.5) * abs(b) / positive(c)", str.upper)
    assert text == (
        "divided(times(less(A, CAST(15000000000 AS HUGEINT)), absolute(B)), positive(C))"
    )


def test_what_may_be_added_is_told_from_the_formula(tmp_path: Path):
    assert is_sum("a - (b + c)") and not is_sum("a / b") and not is_sum("2 * a")
    found, _ = said(tmp_path, metric("won"), metric("open", "stock"))
    assert found is not None
    flow, stock = (one.variants[0] for one in found.metrics)
    assert found.is_additive(flow) and not found.is_additive(stock)
    assert found.is_of_one_period(stock) and not found.is_of_one_period(flow)


@pytest.mark.parametrize("package", read())
def test_the_macros_are_current(package: str):
    text = (ROOT / "rules" / package / MACROS).read_text()
    assert text == macros(read()[package]), "run `python -m semantic.metrics`"


def test_a_metric_is_of_one_package():
    names = [metric.id for one in read().values() for metric in one.metrics]
    assert len(names) == len(set(names)), "an address of a page names the metric alone"
