"""Formulas of plans: what is refused, where, and why."""

import pytest

from perfos.company.formula import compile_formula
from perfos.company.language import FormulaError

REFUSED = [
    ("", 1, "needed"),
    ("amount +", 8, ""),
    ("amount; drop table event", 7, "without ;"),
    ("(select max(amount) from event)", 9, "no function max"),
    ("amount in (select 1)", 19, "sub-query"),
    ("read_csv('/etc/passwd')", 1, "no function read_csv"),
    ("\"read_csv\"('x')", 1, "no function"),
    ("system.getenv('HOME')", 8, "no function getenv"),
    ("amount -- and nothing else", 1, "comments"),
    ("amount /* hidden */ * 2", 1, "comments"),
    ("sum(amount)", 1, "no function sum"),
    ("row_number() over ()", 1, "no function"),
    ("random()", 1, "no function"),
    ("current_date", 1, "not allowed"),
    ("amount::double", 1, "not allowed"),
    ("cast(amount as double)", 1, "no function cast"),
    ("ammount", 1, "did you mean amount"),
    ("event.amount", 1, "write amount alone"),
    ("dims", 1, "dims['name']"),
    ("dims[1]", 1, ""),
    ('family = "Hardware"', 10, "single quotes, 'Hardware'"),
    ("amount * family", 10, "number(family)"),
    ("discount > 10", 1, "number(...)"),
    ("occurred_on > 'yesterday'", 1, "YYYY-MM-DD"),
    ("kind", 1, "a number is needed"),
    ("amount > 1", 1, "this is a condition"),
    ("case when amount then 1 end", 11, "after when"),
    ("case when amount > 1 then 1 else 'x' end", 11, "cannot go together"),
    ("round(amount, quantity)", 1, "fixed number"),
    ("round(amount, 2.)", 1, "0 to 10"),
    ("round(amount, '2')", 15, "a number is needed"),
    ("round(amount, 11)", 1, "0 to 10"),
    ("floor(amount, 2)", 7, "like this"),
    ("amount between symmetric 1 and 2", 1, "like this"),
    ("1e3", 1, "at most 18 digits"),
    ("'a' 'b'", 1, "not allowed"),
    ("?", 1, "not allowed"),
    ("$1", 1, "not allowed"),
    ("*", 1, "not allowed"),
    ("columns('a')", 1, "no function columns"),
    ("x -> x + 1", 1, "not allowed"),
    ("{'a': amount}", 7, "not allowed"),
    ("number(amount, 2)", 1, "one text"),
    ("date(amount) is null", 1, "one text"),
    ("days_between(occurred_on)", 1, "two dates"),
    ("days_between(occurred_on, 'soon')", 1, "two dates"),
    ("year(family)", 6, "write date(family)"),
    ("if(amount, 1, 2)", 4, "a condition is needed first"),
    ("if(amount > 1, 1, 'x')", 4, "cannot go together"),
    ("contains(amount, 'x')", 10, "text is needed"),
    ("contains(dims, 'x')", 10, "dims['name']"),
    ("trim(family, 'x')", 6, "like this"),
    ("extract(year from occurred_on)", 1, "no function extract"),
    ("months_between(occurred_on, occurred_on)", 1, 'did you mean "days_between"'),
    ("((((" * 20 + "amount" + "))))" * 20, 41, "nested"),
    ("not " * 900 + "true", 1, ""),
    ("a" * 5000, 4000, "longer"),
]


@pytest.mark.parametrize(("text", "place", "reason"), REFUSED, ids=lambda value: str(value)[:30])
def test_what_is_no_formula_is_refused_with_its_place(text, place, reason):
    with pytest.raises(FormulaError) as caught:
        compile_formula(text)
    assert reason in caught.value.reason
    assert caught.value.position == place
