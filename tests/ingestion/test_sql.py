"""Databases: exact values, replaced or merged, and no password anywhere."""

import os
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

import ingestion
from tests.postgres import PASSWORD

SHARED = Path(os.environ.get("PERFOS_SHARED", Path(__file__).parents[3] / "shared"))
NORTHWIND = SHARED / "data" / "northwind" / "northwind_postgres.sql"
LINES = """
    select d.order_id, d.product_id, d.unit_price, d.quantity, d.discount, o.order_date
    from order_details d join orders o on o.order_id = d.order_id
"""


def erp(bench, **table):
    return bench.company([{"name": "erp", "kind": "sql", "tables": [{"name": "orders", **table}]}])


@pytest.mark.skipif(not NORTHWIND.exists(), reason="needs the Northwind data")
def test_northwind_to_the_cent_although_it_holds_float4(bench, postgres_database, monkeypatch):
    with psycopg.connect(postgres_database.replace("+psycopg", "")) as connection:
        connection.execute(NORTHWIND.read_text())
    monkeypatch.setenv("SOURCES__ERP__URL", postgres_database)
    types = {"unit_price": "decimal", "quantity": "integer", "discount": "decimal"}
    columns = {name: {"type": type_} for name, type_ in types.items()}
    result = bench.load(erp(bench, query=LINES, columns=columns | {"order_date": {"type": "date"}}))
    assert (result.rows_total, result.problems) == (2155, 0)
    ((total,),) = bench.query("select sum(unit_price * quantity * (1 - discount)) from raw.erp__orders")
    assert total == Decimal("1265793.0395")
    by_year = bench.query(
        "select year(order_date), round(sum(unit_price * quantity * (1 - discount)), 2) "
        "from raw.erp__orders group by all order by all"
    )
    assert by_year == [
        (1996, Decimal("208083.97")),
        (1997, Decimal("617085.20")),
        (1998, Decimal("440623.87")),
    ]
