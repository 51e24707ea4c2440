"""Databases: exact values, replaced or merged, and no password anywhere."""

from datetime import date, datetime
from decimal import Decimal

import pytest

LINES = """
    select d.order_id, d.product_id, d.unit_price, d.quantity, d.discount, o.order_date
    from order_details d join orders o on o.order_id = d.order_id
"""
NET = "sum(unit_price * quantity * (1 - discount))"


def erp(bench, columns=None, **table):
    types = {name: {"type": type_} for name, type_ in (columns or {}).items()}
    orders = {"name": "orders", "columns": types, **table}
    return bench.company([{"name": "erp", "kind": "sql", "tables": [orders]}])


def rows(bench, *columns):
    return bench.rows(*columns, table="erp__orders")


def test_northwind_to_the_cent_although_it_holds_float4(bench, postgres, shared):
    postgres.execute((shared / "data" / "northwind" / "northwind_postgres.sql").read_text())
    types = {"unit_price": "decimal", "quantity": "integer", "discount": "decimal"}
    result = bench.load(erp(bench, types | {"order_date": "date"}, query=LINES))
    assert (result.rows_total, result.problems) == (2155, 0)
    assert bench.query(f"select {NET} from raw.erp__orders") == [(Decimal("1265793.0395"),)]
    by_year = f"select year(order_date), round({NET}, 2) from raw.erp__orders group by 1 order by 1"
    assert bench.query(by_year) == [
        (1996, Decimal("208083.97")),
        (1997, Decimal("617085.20")),
        (1998, Decimal("440623.87")),
    ]
    result = bench.load(erp(bench, types | {"order_date": "date"}, query=LINES))
    assert (result.rows_total, result.rows_new) == (2155, 2155)


def test_values_of_postgres_are_exact(bench, postgres):
    postgres.execute(
        "create schema sales; create table sales.orders (id bigint, f4 real, f8 float8, "
        "n numeric, big numeric(28, 6), d date, t timestamp, z timestamptz, b boolean, c char(6), "
        'j jsonb, u uuid, a int[], "Customer Name" text, e text, x bytea)'
    )
    postgres.execute(
        "insert into sales.orders values (9007199254740993, 14.4, 0.1, 12.3400, "
        "1234567890123456789012.000001, '2024-02-29', '2024-03-01 10:00:00.5', "
        "'2024-03-01 00:30:00+02', true, 'ab', '{\"k\": [1]}', "
        "'00000000-0000-0000-0000-000000000001', '{1,2}', 'Ünal', '', null); "
        "insert into sales.orders values (2)"
    )
    types = {"f4": "decimal", "f8": "rate", "n": "decimal", "big": "decimal", "d": "date"}
    types |= {"t": "timestamp", "z": "timestamp", "b": "boolean", "id": "integer"}
    bench.load(erp(bench, types, table="sales.orders"))
    assert rows(bench, "id", "f4", "f8", "n", "big", "d", "t", "z", "b")[0] == (
        9007199254740993, Decimal("14.4"), Decimal("0.1"), Decimal("12.34"),
        Decimal("1234567890123456789012.000001"), date(2024, 2, 29),
        datetime(2024, 3, 1, 10, 0, 0, 500000), datetime(2024, 2, 29, 22, 30), True,
    )  # fmt: skip
    assert rows(bench, "_dims", "_file", "_row") == [
        (
            '{"c":"ab    ","j":"{\\"k\\": [1]}","u":"00000000-0000-0000-0000-000000000001",'
            '"a":"[1, 2]","customer_name":"Ünal"}',
            "sales.orders",
            1,
        ),
        (None, "sales.orders", 2),
    ]


def test_a_table_without_a_cursor_is_replaced(bench, sqlite):
    sqlite.execute("create table orders (id integer, amount numeric, note text)")
    sqlite.execute("insert into orders values (1, 0.1, '10:30'), (2, 12.5, null), (3, 7, '')")
    company = erp(bench, {"amount": "decimal"}, table="orders")
    assert bench.load(company).rows_total == 3
    assert rows(bench, "amount") == [(Decimal("0.1"),), (Decimal("12.5"),), (Decimal(7),)]
    sqlite.execute("delete from orders where id <> 1")
    assert bench.load(company).rows_total == 1
    sqlite.execute("delete from orders")
    assert bench.load(company).rows_total == 0
    query = "select id as amount from orders where note = '10:30' or note like '%:x'"
    assert bench.load(erp(bench, {"amount": "decimal"}, query=query)).rows_total == 0


@pytest.mark.parametrize("base", ["postgres", "sqlite"])
def test_a_cursor_brings_what_has_changed(bench, base, request):
    database = request.getfixturevalue(base)
    database.execute("create table orders (id integer, changed timestamptz, amount numeric(9, 2))")
    database.execute("insert into orders values (1, '2024-01-01', 1), (2, '2024-01-02', 2)")
    database.execute("insert into orders values (3, null, 3)")
    asked = {"table": "orders"} if base == "sqlite" else {"query": "select * from orders"}
    company = erp(bench, {"amount": "decimal"}, **asked, key=["id"], cursor="changed")
    assert bench.load(company).rows_new == 3
    # The watermark's own row, and the one without a cursor, come again and change nothing.
    result = bench.load(company)
    assert (result.rows_new, result.rows_total) == (2, 3)
    database.execute("update orders set amount = 20, changed = '2024-01-03' where id = 2")
    database.execute("insert into orders values (4, '2024-01-02', 4), (5, '2024-01-05', 5)")
    result = bench.load(company)
    assert (result.rows_new, result.rows_total) == (4, 5)
    found = bench.query("select id, amount from raw.erp__orders order by id")
    assert found == [("1", 1), ("2", 20), ("3", 3), ("4", 4), ("5", 5)]
