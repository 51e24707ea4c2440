"""The package's own SQL in a database in memory: compiled once by dbt, run for each test."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from packages.trial.bench import Bench, Rows, make_table
from packages.trial.defaults import filled
from tests.tidy.tree import ROOT
from transform.workspace import RulePackage

NAME = "revops_metrics"
STAGES: list[dict[str, Any]] = [
    {"stage": "Talk", "position": 1, "outcome": "open", "is_late": False, "probability": "0.2"},
    {"stage": "Offer", "position": 2, "outcome": "open", "is_late": True, "probability": "0.5"},
    {"stage": "Won", "position": 3, "outcome": "won", "is_late": False},
    {"stage": "Lost", "position": 4, "outcome": "lost", "is_late": False},
]
SETTINGS = [
    {"setting": "stale_after_days", "value": 14},
    {"setting": "first_touch_share", "value": "0.4"},
    {"setting": "last_touch_share", "value": "0.4"},
]


class Session:
    """The models of the package, as the product runs them.

    Args:
        place: Where dbt's workspace goes.
    """

    def __init__(self, place: Path) -> None:
        package = RulePackage(NAME, "1.0.0", ROOT / "rules" / NAME)
        bench = Bench(place, package)
        self.tables = {
            name: table for name, table in bench.tables.items() if table[0].startswith("core.")
        }
        compiled = bench.dbt.compile(f"package:{NAME}")
        self.models = [one for one in compiled if one.resource_type == "model"]
        self.connection = duckdb.connect()
        self.connection.execute(
            "set timezone = 'UTC'; attach ':memory:' as warehouse; use warehouse;"
            f"create schema core; create schema {NAME}"
        )

    def calculate(self, **given: Rows) -> None:
        """Fill what the package reads, and build all its models.

        Args:
            given: Rows by model of the core, or by parameter table of the package; stages and
                settings are there unless they are given.
        """
        rows = {"stages": STAGES, "settings": SETTINGS} | given
        own = {name.removeprefix(f"{NAME}__") for name in self.tables if name.startswith(NAME)}
        named = {f"{NAME}__{name}" if name in own else name: one for name, one in rows.items()}
        for name, one in filled(named).items():
            make_table(self.connection, *self.tables[name], one)
        for name in self.tables.keys() - filled(named).keys():
            make_table(self.connection, *self.tables[name], ())
        for model in self.models:
            name = model.unique_id.split(".")[-1]
            self.connection.execute(f"create or replace table {NAME}.{name} as {model.compiled}")

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(sql, list(values)).fetchall()

    def value(self, metric: str, variant: str, period: str, level: str, member: str) -> Decimal:
        """Return one value, as it is selected by name."""
        ((value,),) = self.query(
            f"select value from {NAME}.metric where metric = ? and variant = ? and period = ? "
            "and level = ? and member = ?",
            *(metric, variant, period, level, member),
        )
        return value

    def rows(self, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the rows of a model by these columns, in order."""
        listed = ", ".join(columns)
        return self.query(f"select {listed} from {NAME}.{table} order by all")


def change(deal: str, at: str | date, field: str, old: Any, new: Any) -> dict[str, Any]:
    """Return a row of the log."""
    return {
        "opportunity_id": deal,
        "changed_at": at,
        "field": field,
        "old_value": old,
        "new_value": new,
    }
