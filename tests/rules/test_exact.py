"""No step of the calculation goes through floating point, not even on the way."""

import re

import duckdb

from tests.rules.cases import core_of
from tests.rules.reference import Case, Event, Tier
from tests.rules.rule_package import RulePackage

FLOATING = re.compile(r"DOUBLE|FLOAT")


def explain(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return all plans of a query without the boxes that are drawn around them."""
    connection.execute("set explain_output = 'all'")
    plans = connection.execute(f"explain {sql}").fetchall()
    return re.sub(r"[^\w()]", "", " ".join(text for _, text in plans))


def test_no_step_computes_in_floating_point(package: RulePackage):
    """DuckDB divides decimals as DOUBLE without a word; its plan shows the cast."""
    package.fill(**core_of([Case((Tier(0, 1),), (Event(0, 1),))]))
    package.calculate()
    compiled = package.workspace.target_dir / "compiled" / "sales_commission" / "models"
    models = sorted(compiled.glob("*.sql"))
    assert len(models) >= 15
    with duckdb.connect(str(package.workspace.warehouse)) as connection:
        found = [
            model.stem
            for model in models
            if FLOATING.search(explain(connection, model.read_text()))
        ]
    assert not found


def test_floating_point_would_be_found():
    with duckdb.connect() as connection:
        plan = explain(connection, "select x / 3.0 from (values (1.5), (2.5)) as numbers (x)")
    assert FLOATING.search(plan)
