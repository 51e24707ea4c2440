"""Draws of plans, and draws.csv."""

import pytest

from perfos.company import control_tables, load_company

PLAN = "plans/account_executive.yml"
HEADER = "payee_id,draw,period,amount,deal_id\n"
GUARANTEE = "{id: start, kind: guarantee, amount: 2000, recovery: recoverable}"
ON_TOP = "{id: on_top, kind: additive, amount: 1000, from: 2026-02, recovery: recoverable}"
OF_A_DEAL = "{id: advance, kind: additive, recovery: recoverable, scope: deal}"

# A draw that is wrong, where the problem is, what was found, what is allowed.
MISTAKES = [
    ("amount: 2000, ", "", "amount", "nothing", "guarantee"),
    ("2000", "0", "amount", "0", "more than 0"),
    ("amount: 2000", "amount: 2000, from: 2026-05, to: 2026-04", "to", "2026-04", "not before"),
    ("amount: 2000", "amount: 2000, from: 2026-5", "from", "2026-5", "YYYY-MM"),
    ("amount: 2000", "amount: 2000, first_months: 0", "first_months", "0", "from 1"),
    ("amount: 2000", "amount: 2000, scope: deal", "scope", "deal", "additive"),
    ("recoverable", "sometimes", "recovery", "sometimes", "recoverable"),
    ("recoverable", "forgivable", "forgiven_on", "nothing", "forgivable"),
    ("recoverable", "none, forgiven_on: 2026-12-31", "forgiven_on", "2026", "only with"),
    ("recoverable", "none, recover: {share: 0.5}", "recover", "recover", "nothing back"),
    ("recoverable", "recoverable, recover: {share: 2}", "recover.share", "2", "up to 1"),
    ("recoverable", "recoverable, recover: {floor: -1}", "recover.floor", "-1", "0 or more"),
    (
        "recoverable",
        "recoverable, recover: {from: 2026-03, to: 2026-02}",
        "recover.to",
        "2026-02",
        "not before",
    ),
    ("id: start", "id: teamwork", "id", "teamwork", "own id"),
]

# Rows of draws.csv, the column of the problem, what was found, what is allowed.
ROWS = [
    ("bob,on_top,2026-03,100,", "payee_id", "bob", "people.csv"),
    ("ada,on_to,2026-03,100,", "draw", "on_to", "on_top"),
    ("ada,start,2026-03,100,", "draw", "start", "additive"),
    ("ada,on_top,2026-01,100,", "period", "2026-01", "from 2026-02"),
    ("ada,on_top,2026-03,1000.01,", "amount", "1000.01", "at most 1000"),
    ("ada,on_top,2026-03,0,", "amount", "0", "more than 0"),
    ("ada,on_top,2026-03,5,D1", "deal_id", "D1", "empty"),
    ("ada,advance,2026-03,5,", "deal_id", "nothing", "pays it back"),
    ("ada,on_top,2026-03,5,\nada,on_top,2026-03,6,", "period", "line 2", "once"),
]


def draws(folder, *texts):
    folder.append(PLAN, "draws:\n" + "".join(f"  - {text}\n" for text in texts))


@pytest.mark.parametrize(("old", "new", "field", "found", "allowed"), MISTAKES)
def test_a_mistake_is_told_with_its_place(folder, old, new, field, found, allowed):
    assert old in GUARANTEE
    draws(folder, GUARANTEE.replace(old, new))
    problem = folder.problem()
    assert problem.field == f"draws[0].{field}"
    assert found in problem.found
    assert allowed in problem.allowed
    assert problem.line


@pytest.mark.parametrize(("rows", "column", "found", "allowed"), ROWS)
def test_a_row_of_draws_csv_is_checked(folder, rows, column, found, allowed):
    draws(folder, GUARANTEE, ON_TOP, OF_A_DEAL)
    folder.write("draws.csv", HEADER + rows + "\n")
    problem = folder.problem()
    assert (problem.file, problem.field) == ("draws.csv", column)
    assert found in problem.found
    assert allowed in problem.allowed


def test_an_account_that_the_company_does_not_name_is_a_mistake(folder):
    draws(folder, GUARANTEE)
    folder.edit("company.yml", "draw_receivable", "loans")
    problem = folder.problem()
    assert problem.field == "draws[0]"
    assert "plan account_executive_2026" in problem.found
    assert "draw_receivable" in problem.found


def test_what_is_never_owed_needs_no_account(folder):
    draws(folder, GUARANTEE.replace("recoverable", "none"))
    folder.edit("company.yml", "draw_receivable", "loans")
    assert load_company(folder.path).plans[0].draws


def test_draws_are_rows_in_the_order_of_the_plan(folder):
    draws(folder, GUARANTEE, ON_TOP)
    folder.write("draws.csv", HEADER + "ada,on_top,2026-03,100.50,\n")
    tables = control_tables(load_company(folder.path))
    assert [
        (row["draw_no"], row["draw_id"], row["recover_share"], row["recover_floor"])
        for row in tables["plan_draw"].to_pylist()
    ] == [(1, "start", 1, 0), (2, "on_top", 1, 0)]
    (taken,) = tables["draws"].to_pylist()
    assert (taken["payee_id"], str(taken["amount"]), taken["deal_id"]) == (
        "ada",
        "100.500000",
        None,
    )
    assert (taken["source_file"], taken["source_row"]) == ("draws.csv", 2)


OTHER = """\
plan: account_executive_2027
title: Account executives 2027
currency: EUR
valid_from: 2027-01-01
assigned: {people: [ada]}
components:
  - {id: all, title: All, credit: {events: [booking]}, window: event, rate: {kind: flat, rate: 0.1}}
draws:
  - {id: on_top, kind: additive, amount: 50, recovery: recoverable}
"""


def test_draws_of_one_name_in_two_plans_are_kept_apart_by_who_is_on_them(folder):
    draws(folder, ON_TOP)
    folder.write("plans/next.yml", OTHER)
    folder.write("draws.csv", HEADER + "ada,on_top,2026-03,1000,\nada,on_top,2027-03,50,\n")
    assert load_company(folder.path)
    folder.write("draws.csv", HEADER + "ada,on_top,2027-03,1000,\n")
    assert folder.problem().allowed == "at most 50 a month"


def test_a_draw_of_two_plans_that_somebody_is_on_is_taken_of_neither(folder):
    draws(folder, ON_TOP)
    folder.write("plans/next.yml", OTHER.replace("2027-01-01", "2026-01-01"))
    folder.write("draws.csv", HEADER + "ada,on_top,2026-03,10,\n")
    problem = folder.problem()
    assert (problem.field, problem.line) == ("draw", 2)
    assert "account_executive_2026 and account_executive_2027" in problem.found
