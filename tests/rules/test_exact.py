"""No step of the calculation goes through floating point, not even on the way."""

import re

import duckdb

from tests.rules.cases import core_of
from tests.rules.reference import Case, Event, Tier
from tests.rules.rule_package import RulePackage

FLOATING = re.compile(r"\b(DOUBLE|FLOAT|REAL)\b")


def test_no_step_computes_in_floating_point(package: RulePackage):
    """DuckDB divides decimals as DOUBLE without a word; its plan shows the cast."""
    package.fill(**core_of([Case((Tier(0, 1),), (Event(0, 1),))]))
    package.calculate()
    compiled = package.workspace.target_dir / "compiled" / "sales_commission" / "models"
    models = sorted(compiled.glob("*.sql"))
    assert len(models) >= 15
    with duckdb.connect(str(package.workspace.warehouse)) as connection:
        connection.execute("set explain_output = 'all'")
        plans = {
            model.stem: str(connection.execute(f"explain {model.read_text()}").fetchall())
            for model in models
        }
    assert not [name for name, plan in plans.items() if FLOATING.search(plan)]


def test_floating_point_would_be_found():
    with duckdb.connect() as connection:
        plan = connection.execute("explain select x / 3.0 from (select 1.5 as x)").fetchall()
        nested = connection.execute(
            "explain select cast(x as double) from range(3) as t(x)"
        ).fetchall()
    assert FLOATING.search(str(plan)) or FLOATING.search(str(nested))
