"""One company built on both engines, from the same raw tables."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from perfos.company import Company
from perfos.paths import State
from transform.dbt import Dbt
from transform.rule_package import RulePackage
from transform.spark.parity import DUCKDB_SETTINGS
from transform.spark.session import spark_session
from transform.spark.workspace import build_spark_workspace, register
from transform.workspace import build_workspace

SOURCES = ("raw", "control")
STEPS = ("company", "fqn:*")
"""The first run of any model makes the ledger's tables, which dbt has to know of when it posts."""
AFTER_POSTING = "ledger_moved ledger_standing ledger_gone ledger_delta"
"""What compares with the ledger: views on DuckDB, on Spark tables from before it was posted to."""
OWN_HASHES = ("ledger.ledger_moved", "_print")
"""How tables end that hold hashes which each engine takes its own way, and nothing else."""


def build_duckdb(
    company: Company, rules: Sequence[RulePackage], warehouse: Path, folder: Path
) -> list[str]:
    """Build every model on DuckDB, in a warehouse of its own; return the tables to compare.

    A second time, with other raw tables, is a second run, which posts what differs.

    Args:
        company: The validated company folder.
        rules: The rule packages that calculate.
        warehouse: The DuckDB file with the schemas `raw` and `control`; it is only read.
        folder: Where to build; the ledger that is there is posted to.

    Raises:
        DbtFailed: A model failed.
    """
    state = State(folder / "duckdb")
    state.folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(state.warehouse)) as connection:
        connection.execute(f"attach '{warehouse}' as given (read_only)")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() "
            "where database_name = 'given' and schema_name in (select unnest(?))",
            [list(SOURCES)],
        ).fetchall()
        for schema, table in tables:
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(
                f'create or replace table {schema}."{table}" as from given.{schema}."{table}"'
            )
    dbt = Dbt(build_workspace(company, state, rules))
    *_, built = [dbt.run(models) for models in STEPS]
    nodes = dbt.parse().nodes
    models = [nodes[one.unique_id] for one in built if one.resource_type == "model"]
    names = [f"{one.schema}.{one.alias}" for one in models]
    _keep_views(state.warehouse, names)
    return [name for name in names if not name.endswith(OWN_HASHES)]


def _keep_views(warehouse: Path, names: Sequence[str]) -> None:
    """Make tables of the views, in the order of their building: each is calculated only once."""
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(DUCKDB_SETTINGS)
        views = connection.execute(
            "select schema_name || '.' || view_name from duckdb_views() where not internal"
        ).fetchall()
        for name in names:
            if (name,) in views:
                connection.execute(f"create table {name}__kept as from {name}")
                connection.execute(f"drop view {name}")
                connection.execute(f"alter table {name}__kept rename to {name.partition('.')[2]}")


def build_spark(
    company: Company,
    rules: Sequence[RulePackage],
    folder: Path,
    master: str = "local[2]",
) -> None:
    """Build every model on Spark; `ingestion.parquet` has loaded the raw and control tables.

    A second time, with other raw tables, is a second run, which posts what differs.

    Args:
        company: The validated company folder.
        rules: The rule packages that calculate.
        folder: Where to build; all tables are in its folder `tables`.
        master: `local[cores]`, or the address of a cluster.

    Raises:
        DbtFailed: A model failed.
    """
    session = spark_session(str(folder / "tables"), master)
    register(session, folder / "tables")
    state = State(folder / "spark")
    state.folder.mkdir(parents=True, exist_ok=True)
    dbt = Dbt(build_spark_workspace(company, state, rules))
    for models in (*STEPS, AFTER_POSTING):
        dbt.run(models)
