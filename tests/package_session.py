"""A package's own SQL in a database in memory: compiled once by dbt, run for each test."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from packages.trial.bench import Bench, Rows, make_table
from packages.trial.defaults import filled
from tests.tidy.tree import ROOT
from transform.workspace import RulePackage


class PackageSession:
    """The models of a package of metrics, as the product runs them.

    Args:
        place: Where dbt's workspace goes.
        name: The package.
        usual: Rows of its parameter tables that are there unless they are given.
    """

    def __init__(self, place: Path, name: str, usual: Mapping[str, Rows]) -> None:
        bench = Bench(place, RulePackage(name, "1.0.0", ROOT / "rules" / name))
        self.name, self.usual = name, usual
        self.tables = {
            name: table for name, table in bench.tables.items() if table[0].startswith("core.")
        }
        compiled = bench.dbt.compile(f"package:{name}")
        self.models = [one for one in compiled if one.resource_type == "model"]
        self.connection = duckdb.connect()
        self.connection.execute(
            "set timezone = 'UTC'; attach ':memory:' as warehouse; use warehouse;"
            f"create schema core; create schema {name}"
        )

    def calculate(self, **given: Rows) -> None:
        """Fill what the package reads, and build all its models.

        Args:
            given: Rows by model of the core, or by parameter table of the package.
        """
        rows = dict(self.usual) | given
        start = f"{self.name}__"
        own = {one.removeprefix(start) for one in self.tables if one.startswith(start)}
        named = {f"{start}{name}" if name in own else name: one for name, one in rows.items()}
        complete = filled(named)
        for name, table in self.tables.items():
            make_table(self.connection, *table, complete.get(name, ()))
        self.build()

    def build(self) -> None:
        """Build all models over what the core holds."""
        for model in self.models:
            name = model.unique_id.split(".")[-1]
            self.connection.execute(
                f"create or replace table {self.name}.{name} as {model.compiled}"
            )

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(sql, list(values)).fetchall()

    def value(self, metric: str, variant: str, period: str, level: str, member: str) -> Decimal:
        """Return one value, as it is selected by name."""
        ((value,),) = self.query(
            f"select value from {self.name}.metric where metric = ? and variant = ? "
            "and period = ? and level = ? and member = ?",
            *(metric, variant, period, level, member),
        )
        return value

    def rows(self, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Return the rows of a model by these columns, in order."""
        listed = ", ".join(columns)
        return self.query(f"select {listed} from {self.name}.{table} order by all")
