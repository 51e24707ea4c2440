"""What a plan says about commissions as the cost of a contract."""

from decimal import Decimal

import pytest

from perfos.company import control_tables, load_company
from perfos.company.plan.clawback_rows import component_terms

PLAN = "plans/account_executive.yml"
CAP = "    cap: {per: window, amount: 25000}\n"
ASSETS = (
    '  contract_cost: {code: "1810", title: Contract cost, type: asset}\n'
    '  contract_cost_impairment: {code: "6412", title: Impairment, type: expense}\n'
)

# What stands in the component, where the problem is, what was found, what is allowed.
MISTAKES = [
    ("capitalise: {months: 0}", "capitalise.months", "0", "from 1 to 1200"),
    ("capitalise: {months: 48, expedient: 13}", "capitalise.expedient", "13", "1 to 12"),
    (
        "capitalise: {months: 48, by: day, starts: mid_month}",
        "capitalise.starts", "mid_month", "by: month",
    ),
    ("capitalise: {months: 48, term: 24}", "capitalise.term", "term", "commensurate"),
    (
        "capitalise: {months: 48, renewal: {months: 24, commensurate: auto}}",
        "capitalise.term", "nothing", "need the term",
    ),
    (
        "capitalise: {months: 48, renewal: {months: 24, commensurate: maybe}}",
        "capitalise.renewal.commensurate", "maybe", "auto",
    ),
]  # fmt: skip


def say(folder, text):
    folder.edit(PLAN, CAP, f"    {text}\n")


def with_assets(folder):
    folder.append("company.yml", ASSETS)


@pytest.mark.parametrize(("text", "field", "found", "allowed"), MISTAKES)
def test_a_mistake_is_told_with_its_place(folder, text, field, found, allowed):
    with_assets(folder)
    say(folder, text)
    problem = folder.problem()
    assert problem.field == f"components[0].{field}"
    assert found in problem.found
    assert allowed in problem.allowed
    assert problem.line


def test_the_accounts_of_an_asset_are_needed(folder):
    say(folder, "capitalise: {months: 48}")
    problems = folder.problems()
    assert {problem.file for problem in problems} == {PLAN}
    told = " ".join(problem.found for problem in problems)
    assert "plan account_executive_2026" in told
    assert "contract_cost_impairment" in told
    with_assets(folder)
    load_company(folder.path)


def test_a_contract_cost_is_a_row(folder):
    with_assets(folder)
    renewal = "renewal: {months: 24, commensurate: true, tolerance: 0.2}"
    say(folder, f"capitalise: {{months: 48, term: 36, {renewal}, expedient: 0, by: day}}")
    (row,) = control_tables(load_company(folder.path))["plan_contract_cost"].to_pylist()
    wanted = {"kinds": "cancellation", "commensurate": "true", "tolerance": Decimal("0.2")}
    wanted |= {"expedient_months": 0, "spread_by": "day", "starts": "same_month"}
    assert wanted.items() <= row.items()


def test_terms_are_formulas_over_the_event(folder):
    with_assets(folder)
    say(folder, "capitalise: {months: number(months)}")
    terms = component_terms(load_company(folder.path).plans)
    assert [term["purpose"] for term in terms] == ["benefit", "contract", "renewal"]
    assert terms[0]["months"] == terms[1]["months"] == terms[2]["months"]
    assert "months" in terms[0]["months"]
