"""A place for one package alone: the tables that it reads are filled by hand, and it calculates."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow as pa

from packages.parameters import with_parameters
from perfos.company import load_company
from perfos.company.init import init_company
from perfos.paths import State
from transform.dbt import Dbt, NodeResult
from transform.workspace import RulePackage, build_workspace

Rows: TypeAlias = Sequence[Mapping[str, Any]]


class UnknownNameError(ValueError):
    """An example names a table or a column that there is not."""


class Bench:
    """A workspace with a package, its requirements, and empty tables in place of all that it reads.

    Args:
        place: Where the workspace and its warehouse go; new.
        package: The package on trial.
        others: The packages that it requires.

    Attributes:
        tables: Relation and columns of what the package may read, by name of the model.
        own: The same of its own public models.
    """

    def __init__(
        self, place: Path, package: RulePackage, others: Sequence[RulePackage] = ()
    ) -> None:
        rules = (*others, package)
        company = with_parameters(load_company(init_company(place / "company")), rules)
        self.workspace = build_workspace(company, State(place / "state"), rules)
        self.package = package
        self.dbt = Dbt(self.workspace)
        self.tables: dict[str, tuple[str, dict[str, str]]] = {}
        self.own: dict[str, tuple[str, dict[str, str]]] = {}
        for node in self.dbt.parse().nodes.values():
            is_public = str(getattr(node, "access", "")) == "public" and node.columns
            if is_public and str(node.resource_type) == "model":
                known = self.own if node.package_name == package.name else self.tables
                known[node.name] = (f"{node.schema}.{node.alias}", _columns(node))

    def calculate(self, given: Mapping[str, Rows]) -> list[NodeResult]:
        """Fill what the package reads with these rows, and build it with its data tests.

        Raises:
            UnknownNameError: A table or a column is not part of what a package may read.
            DbtFailed: A model or a data test failed.
        """
        with self.connect() as connection:
            for name, (relation, columns) in self.tables.items():
                connection.execute(f"create schema if not exists {relation.split('.')[0]}")
                make_table(connection, relation, columns, given.get(name, ()))
        for name in given:
            if name not in self.tables:
                known = ", ".join(sorted(self.tables))
                raise UnknownNameError(f"{name} is nothing that a package reads; there are {known}")
        return self.dbt.build(f"package:{self.package.name}")

    def test_units(self) -> list[NodeResult]:
        """Run the package's unit tests; what it reads has to be there."""
        return self.dbt.test_units(f"package:{self.package.name}")

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to the warehouse, in UTC."""
        self.workspace.warehouse.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(self.workspace.warehouse))
        connection.execute("set timezone = 'UTC'")
        return connection


def _columns(node: Any) -> dict[str, str]:  # noqa: ANN401
    return {column.name: str(column.data_type) for column in node.columns.values()}


def make_table(
    connection: duckdb.DuckDBPyConnection, relation: str, columns: Mapping[str, str], rows: Rows
) -> None:
    """Make a table anew with rows by name, whose texts are read in the columns' types.

    Raises:
        UnknownNameError: A row has a column that the table has not.
    """
    types = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    connection.execute(f"create or replace table {relation} ({types})")
    for row in rows:
        if unknown := sorted(set(row) - set(columns)):
            raise UnknownNameError(
                f"{relation} has no column {', '.join(unknown)}; it has {', '.join(columns)}"
            )
    names = sorted({name for row in rows for name in row})
    if not names:
        return
    texts = {name: pa.array([_text(row.get(name)) for row in rows], pa.string()) for name in names}
    connection.register("incoming", pa.table(texts))
    listed = ", ".join(f'"{name}"' for name in names)
    read = ", ".join(_read(name, columns[name]) for name in names)
    connection.execute(f"insert into {relation} ({listed}) select {read} from incoming")
    connection.unregister("incoming")


def _text(value: Any) -> str | None:  # noqa: ANN401
    return json.dumps(value) if isinstance(value, dict) else None if value is None else str(value)


def _read(name: str, kind: str) -> str:
    is_map = kind.lower().startswith("map")
    return f'cast(cast("{name}" as json) as {kind})' if is_map else f'cast("{name}" as {kind})'
