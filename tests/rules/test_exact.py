"""No step of the calculation goes through floating point, not even on the way."""

import json
import re
from decimal import Decimal

import duckdb

from tests.rules.cases import calculate, core_of
from tests.rules.reference.case import Case, Event, Tier
from tests.rules.rule_package import RulePackage

FLOATING = re.compile(r"DOUBLE|FLOAT")


def plans(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return all plans of a query, the one before optimising included."""
    connection.execute("set explain_output = 'all'")
    return str(connection.execute(f"explain (format json) {sql}").fetchall())


def test_no_step_computes_in_floating_point(package: RulePackage):
    """DuckDB divides decimals as DOUBLE without a word; its plan shows the cast."""
    package.fill(**core_of([Case((Tier(0, 1),), (Event(0, 1),))]))
    package.calculate()
    compiled = package.workspace.target_dir / "compiled" / "sales_commission" / "models"
    models = sorted(path for path in compiled.rglob("*.sql") if ".yml" not in str(path))
    assert len(models) >= 15
    with duckdb.connect(str(package.workspace.warehouse)) as connection:
        found = [
            model.stem for model in models if FLOATING.search(plans(connection, model.read_text()))
        ]
    assert not found


def test_floating_point_would_be_found():
    with duckdb.connect() as connection:
        plan = plans(connection, "select x / 3.0 from (values (1.5), (2.5)) as numbers (x)")
    assert FLOATING.search(plan)


def test_amounts_of_any_size_are_paid_and_explained_to_the_cent(package: RulePackage):
    """Most decimals are written as text in 18 digits; those that do not fit are not cut."""
    amount, rate = Decimal("123456789012345.67"), Decimal("0.05")
    small = Case((Tier(Decimal(0), rate),), (Event(0, Decimal("0.1")),))
    large = Case((Tier(Decimal(0), rate),), (Event(0, amount),))
    assert calculate(package, [small, large]) == [[Decimal("0.01")], [Decimal("6172839450617.28")]]
    rows = package.query(
        "select explain from sales_commission.sales_commission__postings "
        "where line_no = 1 order by amount"
    )
    for (text,), exact in zip(rows, (Decimal("0.1"), amount), strict=True):
        found = json.loads(text, parse_float=Decimal)
        assert found["measured"] == found["credited"] == found["after"] == exact
        assert found["slices"] == [
            {"kind": "own", "tier": 1, "from": 0, "to": exact, "base": exact, "rate": rate}
            | {"amount": exact * rate}
        ]
