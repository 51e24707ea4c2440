"""A package's own SQL in a database in memory: compiled once by dbt, run for each test."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from packages.trial.bench import Bench, Rows, make_table
from packages.trial.defaults import filled
from perfos.company.table_schemas import KEPT
from perfos.learning import learn
from tests.tidy.tree import ROOT
from transform.standing.lessons import LESSON, above
from transform.workspace import RulePackage


class Session:
    """The models of a package, and what they read of the packages that it requires.

    Args:
        place: Where dbt's workspace goes.
        name: The package.
        usual: Rows by model or parameter table, which are there unless they are given.
        required: Names of the packages that it requires; they are calculated, too.
    """

    def __init__(
        self, place: Path, name: str, usual: Mapping[str, Rows], required: Sequence[str] = ()
    ) -> None:
        self.name, self.usual = name, usual
        packages = [RulePackage(one, "1.0.0", ROOT / "rules" / one) for one in (*required, name)]
        bench = Bench(place, packages[-1], packages[:-1])
        self.tables = {
            one: table for one, table in bench.tables.items() if table[0].startswith("core.")
        }
        above_it = [f"+package:{name},package:{one}" for one in required]
        self.nodes = json.loads(bench.dbt.manifest_path().read_text())["nodes"]
        self.models = {
            one.unique_id: one.compiled
            for one in bench.dbt.compile(" ".join([f"package:{name}", *above_it]))
            if one.resource_type == "model"
        }
        self.lessons = [one for one in self.models if self.nodes[one]["name"] == LESSON]
        self.connection = duckdb.connect()
        self.connection.execute(
            "set timezone = 'UTC'; attach ':memory:' as warehouse; use warehouse;"
            "create schema core; create schema control"
        )
        for one in packages:
            self.connection.execute(f"create schema {one.name}")
        self.fill()
        for one in KEPT:
            self.connection.execute(f"create view core.{one} as from control.{one}")

    def calculate(self, **given: Rows) -> None:
        """Fill what the package reads, and build all its models.

        Args:
            given: Rows by model of the core, or by parameter table of the package.
        """
        self.fill(**given)
        self.build()

    def fill(self, **given: Rows) -> None:
        """Fill what the package reads."""
        rows = filled({self._full(name): one for name, one in ({**self.usual, **given}).items()})
        for name, (relation, columns) in self.tables.items():
            place = relation.replace("core.", "control.") if name in KEPT else relation
            make_table(self.connection, place, columns, rows.get(name, ()))

    def build(self) -> None:
        """Build all models; where there is something to learn from, what comes of it last."""
        taught = above(self.nodes, self.lessons)
        self._make(one for one in self.models if one in taught)
        for _ in self.lessons:
            learn(self.connection, self.name, f"{self.name}.{LESSON}")
        self._make(one for one in self.models if one not in taught)

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(sql, list(values)).fetchall()

    def value(self, metric: str, variant: str, period: str, level: str, member: str) -> Decimal:
        """Return one value of a package of metrics, as it is selected by name."""
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

    def _make(self, names: Iterable[str]) -> None:
        for one in names:
            place = ".".join(one.split(".")[1:3])
            self.connection.execute(f"create or replace table {place} as {self.models[one]}")

    def _full(self, name: str) -> str:
        own = f"{self.name}__{name}"
        return own if own in self.tables else name


def change(deal: str, at: str | date, field: str, old: Any, new: Any) -> dict[str, Any]:
    """Return a row of the log of opportunities."""
    return {
        "opportunity_id": deal,
        "changed_at": at,
        "field": field,
        "old_value": old,
        "new_value": new,
    }
