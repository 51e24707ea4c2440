"""What a plan says about deals that are cancelled."""

from decimal import Decimal

import pytest

from perfos.company import control_tables, load_company
from perfos.company.plan.clawback_rows import component_terms

PLAN = "plans/account_executive.yml"
CAP = "    cap: {per: window, amount: 25000}\n"
TABLE = "table: [{from: 0, share: 1}, {from: 3, share: 0.5}]"

# What stands in the component, where the problem is, what was found, what is allowed.
MISTAKES = [
    ("clawback: {method: linear}", "clawback.term", "nothing", "needs term"),
    ("clawback: {method: linear, within: {days: 90}}", "clawback.term", "nothing", "needs term"),
    ("clawback: {method: linear, term: 0}", "clawback.term", "0", "from 1 to 1200"),
    ("clawback: {method: linear, term: moths}", "clawback.term", "moths", "number"),
    ("clawback: {method: full, term: 9}", "clawback.term", "term", "method: linear"),
    ("clawback: {begun_month: earned}", "clawback.begun_month", "earned", "method: linear"),
    ("clawback: {method: sliding}", "clawback.table", "nothing", "needs table"),
    (f"clawback: {{{TABLE}}}", "clawback.table", "table", "method: sliding"),
    (
        "clawback: {method: sliding, table: [{from: 1, share: 1}]}",
        "clawback.table[0].from", "1", "from 0",
    ),
    (
        "clawback: {method: sliding, table: [{from: 0, share: 1}, {from: 0, share: 0}]}",
        "clawback.table[1].from", "0", "row before, 0",
    ),
    ("clawback: {method: share}", "clawback.share", "nothing", "needs share"),
    ("clawback: {method: share, share: 1.5}", "clawback.share", "1.5", "from 0 to 1"),
    ("clawback: {within: {}}", "clawback.within", "neither", "either"),
    ("clawback: {within: {months: 1, days: 1}}", "clawback.within", "and", "either"),
    ("clawback: {within: {months: 0}}", "clawback.within.months", "0", "from 1"),
    ("clawback: {on: [booking]}", "clawback.on[0]", "booking", "cancellation"),
    (
        "clawback: {method: counterfactual, of: paid}",
        "clawback.of", "paid", "recomputes everything",
    ),
    (
        "clawback: {method: counterfactual, attainment: reduced}",
        "clawback.attainment", "reduced", "recomputes everything",
    ),
]  # fmt: skip


def say(folder, text):
    folder.edit(PLAN, CAP, f"    {text}\n")


@pytest.mark.parametrize(("text", "field", "found", "allowed"), MISTAKES)
def test_a_mistake_is_told_with_its_place(folder, text, field, found, allowed):
    say(folder, text)
    problem = folder.problem()
    assert problem.field == f"components[0].{field}"
    assert found in problem.found
    assert allowed in problem.allowed
    assert problem.line


def test_a_cancellation_that_is_credited_is_not_taken_back_as_well(folder):
    say(folder, "clawback: {on: [cancellation, credit_note]}")
    folder.edit(PLAN, "events: [booking]", "events: [booking, credit_note]")
    problem = folder.problem()
    assert problem.field == "components[0].clawback.on[1]"
    assert "taken back twice" in problem.allowed


def test_attainment_is_reduced_only_where_earlier_deals_keep_their_pay(folder):
    say(folder, "clawback: {attainment: reduced}")
    load_company(folder.path)
    folder.edit(PLAN, "kind: marginal", "kind: retroactive")
    assert "counterfactual" in folder.problem().allowed


def test_each_event_alone_has_no_attainment(folder):
    folder.edit(
        PLAN, "rate: {kind: flat, rate: 0.01}",
        "rate: {kind: flat, rate: 0.01}\n    clawback: {attainment: reduced}",
    )  # fmt: skip
    assert "nothing accumulates" in folder.problem().allowed


def test_a_clawback_is_a_row_and_its_table_meets(folder):
    say(folder, f"clawback: {{on: [credit_note], method: sliding, within: {{days: 90}}, {TABLE}}}")
    tables = control_tables(load_company(folder.path))
    (row,) = tables["plan_clawback"].to_pylist()
    wanted = {"kinds": "credit_note", "method": "sliding", "anchor": "booking", "within_days": 90}
    wanted |= {"within_months": None, "basis": "original", "is_attainment_reduced": False}
    assert wanted.items() <= row.items()
    steps = tables["plan_clawback_step"].to_pylist()
    assert [(s["from_month"], s["until_month"], s["share"]) for s in steps] == [
        (0, 3, Decimal(1)),
        (3, None, Decimal("0.5")),
    ]


def test_terms_are_formulas_over_the_event(folder):
    say(folder, "clawback: {method: linear, term: number(months)}")
    (term,) = component_terms(load_company(folder.path).plans)
    assert term["purpose"] == "clawback"
    assert "months" in term["months"]


def test_a_linear_clawback_without_a_term_is_earned_over_its_time(folder):
    say(folder, "clawback: {method: linear, within: {months: 12}}")
    (term,) = component_terms(load_company(folder.path).plans)
    assert "12" in term["months"]
