"""The inputs of a calculation: a company of so many deals, up to its core tables."""

import shutil
import sys
from pathlib import Path

import duckdb

from bench.clock import MEMORY
from packages.active import active
from perfos.company import load_company
from perfos.company.control import write_control
from perfos.paths import State
from transform.dbt import Dbt
from transform.workspace import build_workspace

HERE = Path(__file__).parent
CORE = "config.schema:staging config.schema:quality config.schema:core"
READ = ("event", "credit_split", "quota", "org_assignment", "fx_daily")
"""The core tables that a script outside of the warehouse needs for the plan of `bench/team`."""


def connect(state: State) -> duckdb.DuckDBPyConnection:
    """Return a connection with the settings that dbt uses."""
    connection = duckdb.connect(str(state.warehouse))
    connection.execute("set timezone = 'UTC'; set preserve_insertion_order = false")
    connection.execute("set memory_limit = ?", [MEMORY])
    return connection


def raw_sql(deals: int) -> str:
    """Return the SQL that makes the raw tables of so many deals."""
    people = max(40, deals // 500)
    raw = (HERE / "raw.sql").read_text()
    return raw.replace("$deals", str(deals)).replace("$people", str(people))


def dbt_of(folder: Path) -> tuple[State, Dbt]:
    """Return state and dbt project of a company that `prepare` has written."""
    company, state = load_company(folder / "company"), State(folder / "state")
    return state, Dbt(build_workspace(company, state, active(company, state)))


def prepare(folder: Path, deals: int, kind: str = "team") -> tuple[State, Dbt]:
    """Write a company of `deals` deals into a folder and build its core tables.

    Args:
        folder: Where company and state go.
        deals: How many.
        kind: The company of `bench/` that it is.
    """
    folder.mkdir(exist_ok=True)
    company = load_company(shutil.copytree(HERE / kind, folder / "company"))
    State(folder / "state").folder.mkdir()
    state, dbt = dbt_of(folder)
    with connect(state) as connection:
        write_control(connection, company)
        connection.execute("create schema bench")
        connection.execute("create table control.run as select []::varchar[] as periods")
        connection.execute(raw_sql(deals))
    dbt.build(CORE)
    return state, dbt


def export(state: State, folder: Path) -> None:
    """Write what other programs read, as Parquet and as CSV."""
    folder.mkdir()
    with connect(state) as connection:
        for table in READ:
            connection.execute(f"copy core.{table} to '{folder / table}.parquet'")
        priced = "cast(round(amount_reporting, 2) as decimal(28, 4)) as price"
        few = f"select *, {priced} from core.event order by event_id limit 1000"
        connection.execute(f"copy ({few}) to '{folder / 'few'}.csv'")


def export_sheets(folder: Path) -> None:
    """Write the exported tables as CSV beside them, for what reads nothing else."""
    with duckdb.connect() as connection:
        for table in READ:
            source = folder / f"{table}.parquet"
            connection.execute(f"copy (from '{source}') to '{source.with_suffix('.csv')}'")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    made, _ = prepare(place, int(sys.argv[2]))
    export(made, place / "inputs")
    print("{}")
