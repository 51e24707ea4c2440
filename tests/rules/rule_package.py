"""The rule package alone, on core tables made by hand: quick, and free of everything before it."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from packages.active import active
from perfos.company import load_company
from perfos.paths import State
from transform.dbt import Dbt
from transform.workspace import build_workspace

PACKAGE = "package:sales_commission"

COMPANY = {
    "company": "alone",
    "title": "Alone",
    "currency": "EUR",
    "fiscal_year_start": 1,
    "first_open_period": "2026-01",
    "rounding_stage": "event",
    "rounding_mode": "half_up",
    "fx_policy": "event_date",
    "fx_max_age_days": 7,
}

FOLDER = {
    "company.yml": """\
name: alone
title: Alone
currency: EUR
fiscal_year_start: 1
first_open_period: 2026-01
rounding: {stage: event, mode: half_up}
fx: {policy: event_date, max_age_days: 7}
limits: {amount_min: -10000000, amount_max: 10000000, earliest: 2020-01-01, latest: 2030-12-31}
quality: {max_quarantined_share: 0.05}
accounts:
  commission_expense: {code: "6411", title: Commission expense, type: expense}
  commission_payable: {code: "4210", title: Commissions payable, type: liability}
""",
    "people.csv": "person_id,name,email,hired_on,left_on,currency\nann,Ann,,2020-01-01,,EUR\n",
    "org.csv": "person_id,role,manager_id,territory_id,valid_from,valid_to\n",
    "quotas.csv": "payee_id,quota,window,starts_on,amount,currency\n",
    "sources.yml": "sources: []\nmappings: []\n",
    "rules.yml": "packages:\n  - {name: sales_commission, version: bundled}\n",
    "plans/any.yml": """\
plan: any
title: Any
currency: EUR
valid_from: 2026-01-01
assigned: {people: [ann]}
components:
  - id: any
    title: Any
    credit: {events: [booking]}
    window: event
    rate: {kind: flat, rate: 0.01}
""",
}


class RulePackage:
    """The package in a workspace whose core tables are filled by the test.

    Args:
        folder: Where the workspace and its warehouse go.
    """

    def __init__(self, folder: Path):
        company = folder / "company"
        for name, text in FOLDER.items():
            path = company / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        state, alone = State(folder / "state"), load_company(company)
        self.workspace = build_workspace(alone, state, active(alone, state))
        self.dbt = Dbt(self.workspace)
        nodes = self.dbt.parse().nodes.values()
        self.core = {
            node.name: {
                f'"{column.name}"': str(column.data_type) for column in node.columns.values()
            }
            for node in nodes
            if node.schema == "core" and str(node.resource_type) == "model"
        }

    def fill(self, **tables: list[dict[str, Any]]) -> None:
        """Make all core tables anew, in the types of their contracts, with the rows given."""
        self.workspace.warehouse.parent.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(self.workspace.warehouse)) as connection:
            connection.execute("create schema if not exists core")
            for name, columns in self.core.items():
                types = ", ".join(f"{column} {kind}" for column, kind in columns.items())
                connection.execute(f"create or replace table core.{name} ({types})")
                insert(connection, f"core.{name}", tables.pop(name, []))
        assert not tables, f"no core table is called {sorted(tables)}"

    def calculate(self) -> None:
        """Build the package and run its data tests."""
        self.dbt.build(PACKAGE)

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the warehouse."""
        with duckdb.connect(str(self.workspace.warehouse)) as connection:
            return connection.execute(sql).fetchall()


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Insert rows by name; texts are cast to the columns' types."""
    if not rows:
        return
    names = sorted({name for row in rows for name in row})
    texts = {
        name: pa.array([None if row.get(name) is None else str(row[name]) for row in rows])
        for name in names
    }
    incoming = pa.table({name: column.cast(pa.string()) for name, column in texts.items()})
    connection.register("incoming", incoming)
    listed = ", ".join(f'"{name}"' for name in names)
    connection.execute(f"insert into {table} ({listed}) select {listed} from incoming")
    connection.unregister("incoming")
