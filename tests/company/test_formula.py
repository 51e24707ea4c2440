"""Formulas of plans: what they give in DuckDB, exactly."""

from datetime import date
from decimal import Decimal

import duckdb
import pytest

from perfos.company.entities import EVENT_COLUMNS, SQL_TYPES
from perfos.company.formula import compile_formula

EVENT = {
    "kind": "booking",
    "occurred_on": date(2026, 3, 31),
    "amount": Decimal("1000.10"),
    "quantity": Decimal("3"),
    "arr": Decimal("100"),
    "customer_id": "C-1",
}
DIMS = {
    "family": "Hardware",
    "discount": "12.5",
    "note": "it's",
    "odd": "n/a",
    "ends": "2026-01-01",
}


@pytest.fixture(scope="module")
def event():
    """Return a connection with one event in the table `event`."""
    connection = duckdb.connect()
    columns = (f'"{name}" {SQL_TYPES[type_]}' for name, type_ in EVENT_COLUMNS.items())
    connection.execute(f"create table event ({', '.join(columns)}, dims map(varchar, varchar))")
    values = [EVENT.get(name) for name in EVENT_COLUMNS]
    marks = ", ".join("?" for _ in values)
    connection.execute(f"insert into event values ({marks}, ?)", [*values, DIMS])
    return connection


NUMBERS = [
    ("amount", Decimal("1000.10")),
    ("amount * 0.2", Decimal("200.02")),
    ("quantity * 10 - 1", Decimal(29)),
    ("-amount", Decimal("-1000.10")),
    ("amount * (1 - number(discount) * 0.01)", Decimal("875.0875")),
    ("arr / 3", Decimal("33.3333333333")),
    ("-arr / 3", Decimal("-33.3333333333")),
    ("arr / 3 / 7", Decimal("4.7619047619")),
    ("(amount + arr) / (quantity - 1)", Decimal("550.05")),
    ("amount / 0", None),
    ("round(arr / 3, 2)", Decimal("33.33")),
    ("round(amount)", Decimal(1000)),
    ("floor(amount) + ceil(amount) + abs(-1)", Decimal(2002)),
    ("least(amount, 500)", Decimal(500)),
    ("greatest(amount, margin)", Decimal("1000.10")),
    ("coalesce(margin, amount * 0.3)", Decimal("300.03")),
    ("margin", None),
    ("number(odd)", None),
    ("number(dims['discount'])", Decimal("12.5")),
    ("length(family)", 8),
    ("case when family = 'Hardware' then amount else 0 end", Decimal("1000.10")),
    ("case kind when 'invoice' then 1 when 'booking' then 2 end", 2),
    ("AMOUNT", Decimal("1000.10")),
    ("if(family = 'Hardware', 5, 6)", 5),
    ("if(amount < 0, 1)", None),
    ("if(family is null, amount, quantity / 2)", Decimal("1.5")),
    ("nullif(quantity, 3)", None),
    ("year(nullif('2026-01-01', occurred_on))", 2026),
    ("month(least('2026-01-01', occurred_on))", 1),
    ("day(case when amount > 1 then '2026-01-15' else occurred_on end)", 15),
    ("year(occurred_on) * 100 + month(occurred_on)", 202603),
    ("quarter(occurred_on) + day(occurred_on)", 32),
    ("days_between('2026-01-01', occurred_on)", 89),
    ("days_between(occurred_on, date(ends))", -89),
    ("days_between(occurred_on, date(odd))", None),
    ("amount * days_between(date(ends), occurred_on) / 365", Decimal("243.8600000000")),
    ("0.1 + 0.2", Decimal("0.3")),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_a_number_is_exact(event, text, expected):
    sql = compile_formula(text)
    kind, value = event.sql(f"select typeof({sql}), {sql} from event").fetchone()
    assert value == expected
    assert kind.startswith(("DECIMAL", "INTEGER", "BIGINT", "HUGEINT")), kind


def test_a_division_is_exact_where_a_double_is_not(event):
    sql = compile_formula("123456789012345.67 / 1")
    assert event.sql(f"select {sql}").fetchone() == (Decimal("123456789012345.67"),)


CONDITIONS = [
    ("family = 'Hardware'", True),
    ("dims['family'] <> 'Hardware'", False),
    ("note = 'it''s'", True),
    ("amount > 1000 and not quantity > 5", True),
    ("amount between 1 and 1000", False),
    ("kind in ('booking', 'renewal')", True),
    ("kind not in ('booking', 'renewal')", False),
    ("margin is null and arr is not null", True),
    ("nothing_here is null", True),
    ("starts_with(lower(family), 'hard')", True),
    ("upper(customer_id) = 'C-1'", True),
    ("occurred_on >= '2026-03-31'", True),
    ("occurred_on between '2026-01-01' and '2026-03-30'", False),
    ("number(discount) >= 12.5", True),
    ("true", True),
    ("contains(family, 'ware') and ends_with(family, 'ware')", True),
    ("contains(family, 'soft')", False),
    ("trim(family) = 'Hardware'", True),
    ("date(ends) < occurred_on", True),
    ("year(date(ends)) in (2025, 2026)", True),
    ("if(amount > 5, true, false)", True),
]


@pytest.mark.parametrize(("text", "expected"), CONDITIONS)
def test_a_condition(event, text, expected):
    sql = compile_formula(text, kind="condition")
    assert event.sql(f"select {sql} from event").fetchone() == (expected,)
