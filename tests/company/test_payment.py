"""When a plan pays: instalments, holds, and the events that release them."""

from decimal import Decimal

import pytest

from perfos.company import control_tables, load_company
from perfos.company.plan.payment_rows import release_events

PLAN = "plans/account_executive.yml"
CAP = "    cap: {per: window, amount: 25000}\n"
HALVES = "{share: 0.5, on: booking}, {share: 0.5, on: payment, of: deal}"

# What stands in `payment` or `hold`, where the problem is, what was found, what is allowed.
MISTAKES = [
    ("payment: [{share: 0.5, on: booking}]", "payment", "0.5", "come to 1"),
    ("payment: [{share: 0, on: payment}, {share: 1, on: event}]", "payment[0].share", "0", "above"),
    ("payment: [{share: 1}]", "payment[0]", "neither", "one of them"),
    ("payment: [{share: 1, on: payment, months: [1]}]", "payment[0].months", "both", "one of them"),
    ("payment: [{share: 1, on: credit_note}]", "payment[0].on", "credit_note", "payment"),
    ("payment: [{share: 1, on: payment, from: 5}]", "payment[0].from", "5", "first: true"),
    ("payment: [{share: 1, on: event, when: arr > 1}]", "payment[0].when", "when", "other events"),
    ("payment: [{share: 1, months: [0]}]", "payment[0].months[0]", "0", "from 1"),
    ("payment: [{share: 1, months: [2, 2]}]", "payment[0].months[1]", "2", "after 2"),
    ("payment: [{share: 1, months: []}]", "payment[0].months", "list", "one"),
    ("payment: [{share: 1, on: payment, of: dael}]", "payment[0].of", "dael", "deal, event"),
    ("payment: [{share: 1, on: payment, of: arr, first: true}]", "payment[0].of", "arr", "deal"),
    ("payment: [{share: 1, on: payment, measure: amuont}]", "payment[0].measure", "amuont", "amou"),
    ("hold: {days: 0}", "hold.days", "0", "from 1"),
    ("hold: {}", "hold", "nothing", "days, until, or both"),
    ("hold: {until: week}", "hold.until", "week", "quarter"),
    ("hold: {days: 4000}", "hold.days", "4000", "3650"),
]


def pay(folder, text):
    folder.edit(PLAN, CAP, f"    {text}\n")


@pytest.mark.parametrize(("text", "field", "found", "allowed"), MISTAKES)
def test_a_mistake_is_told_with_its_place(folder, text, field, found, allowed):
    pay(folder, text)
    problem = folder.problem()
    assert problem.field == f"components[0].{field}"
    assert found in problem.found
    assert allowed in problem.allowed
    assert problem.line


@pytest.mark.parametrize("text", [f"payment: [{HALVES}]", "hold: {days: 30}"])
def test_an_account_that_the_company_does_not_name_is_a_mistake(folder, text):
    pay(folder, text)
    folder.edit("company.yml", "commission_held", "kept_back")
    problem = folder.problem()
    assert "plan account_executive_2026" in problem.found
    assert "commission_held" in problem.found
    assert problem.file == PLAN


def test_parts_and_months_are_rows(folder):
    pay(folder, "payment: [{share: 0.75, on: event}, {share: 0.25, months: [10, 12]}]")
    rows = control_tables(load_company(folder.path))["plan_payment"].to_pylist()
    assert [
        (row["part_no"], row["share"], row["released_by"], row["month_no"], row["step_no"])
        for row in rows
    ] == [
        (1, Decimal("0.75"), "event", None, 1),
        (2, Decimal("0.25"), "months", 10, 1),
        (2, Decimal("0.25"), "months", 12, 2),
    ]


def test_a_hold_alone_is_one_part(folder):
    pay(folder, "hold: {days: 30}")
    (row,) = control_tables(load_company(folder.path))["plan_payment"].to_pylist()
    assert (row["share"], row["released_by"], row["hold_days"]) == (1, "event", 30)


def test_a_component_that_pays_at_once_has_no_rows(folder):
    tables = control_tables(load_company(folder.path))
    assert tables["plan_payment"].num_rows == 0
    assert release_events(load_company(folder.path).plans) == []


@pytest.mark.parametrize(
    ("measure", "read"),
    [("amount - margin", "amount - margin"), ("arr", "amount"), ("margin", "amount")],
)
def test_cash_is_measured_as_the_component_where_that_is_by_amount(folder, measure, read):
    pay(folder, f"payment: [{HALVES}]")
    folder.edit(PLAN, "      to: owner\n", f"      to: owner\n      measure: {measure}\n")
    released, value = release_events(load_company(folder.path).plans)
    assert released["measure"] == value["measure"] == f"({read})"
    assert (released["kinds"], released["side"]) == (["payment"], "released")
    assert value["kinds"] == ["booking", "cancellation", "credit_note"]
