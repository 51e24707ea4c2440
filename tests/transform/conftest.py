"""A small company whose raw tables the tests write themselves: transform needs no ingestion."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from perfos.company import Company, load_company
from perfos.company.control import write_control
from perfos.paths import State
from transform.dbt import Dbt
from transform.workspace import Workspace, build_workspace

FOLDER = Path(__file__).parent / "company"
ALL = "path:models/core path:models/quality config.schema:scorecard path:generated/staging"
TEXT, DATE, MONEY, RATE = "varchar", "date", "decimal(28, 6)", "decimal(28, 10)"
DOOR = {"_dims": TEXT, "_file": TEXT, "_row": "bigint", "_hash": TEXT, "_problems": TEXT}

# What ingestion makes of the files: the columns that a mapping names, typed.
TABLES = {
    "crm__deals": {
        "deal_id": TEXT,
        "order": TEXT,
        "close_date": DATE,
        "close_value": MONEY,
        "seats": TEXT,
        "currency": TEXT,
        "owner": TEXT,
        "account": TEXT,
    },
    "crm__splits": {"deal_id": TEXT, "payee": TEXT, "share": RATE, "kind": TEXT},
    "erp__rates": {"quote": TEXT, "day": DATE, "rate": RATE},
}


@dataclass(frozen=True)
class Built:
    """A company that was built: its configuration, its dbt, and a way to ask its warehouse."""

    company: Company
    dbt: Dbt
    state: State

    @property
    def workspace(self) -> Workspace:
        """The generated workspace."""
        return self.dbt.workspace

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query over the warehouse."""
        with duckdb.connect(str(self.state.warehouse)) as connection:
            return connection.execute(query).fetchall()


def write_warehouse(state: State, company: Company, rows: dict[str, list[dict]]) -> None:
    """Write raw and control as a run would have done; rows by raw table."""
    state.folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(state.warehouse)) as connection:
        connection.execute("create schema if not exists raw")
        write_control(connection, company)
        for name, columns in TABLES.items():
            listed = ", ".join(f'"{column}" {kind}' for column, kind in {**columns, **DOOR}.items())
            connection.execute(f'create or replace table raw."{name}" ({listed})')
            for number, row in enumerate(rows.get(name, []), start=2):
                record = {"_file": f"{name}.csv", "_row": number, "_hash": f"{name} {number}"} | row
                names = ", ".join(f'"{column}"' for column in record)
                marks = ", ".join("?" * len(record))
                connection.execute(
                    f'insert into raw."{name}" ({names}) values ({marks})', list(record.values())
                )


def deal(deal_id: str | None, value: object = 100, **other: object) -> dict[str, object]:
    """Return a won deal of Bob's, as the CRM delivers it."""
    return {
        "deal_id": deal_id,
        "order": "Won",
        "close_date": date(2026, 3, 1),
        "close_value": value,
        "currency": "EUR",
        "owner": "bob",
        "account": "Acme",
        **other,
    }


def problem(reason: str, column: str | None = None, found: str = "?") -> str:
    """Return what ingestion notes of a cell or a record that it could not read."""
    return json.dumps([{"column": column, "found": found, "reason": reason}])


@pytest.fixture(scope="session")
def company() -> Company:
    return load_company(FOLDER)


@pytest.fixture(scope="session")
def build(
    company: Company, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[dict[str, list[dict]]], Built]:
    """Return a function that builds the company over raw rows, each time in a new warehouse."""
    shared = State(tmp_path_factory.mktemp("transform"))
    dbt = Dbt(build_workspace(company, shared))

    def built(rows: dict[str, list[dict]]) -> Built:
        shared.warehouse.unlink(missing_ok=True)
        write_warehouse(shared, company, rows)
        dbt.build(ALL)
        return Built(company, dbt, shared)

    return built


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection
