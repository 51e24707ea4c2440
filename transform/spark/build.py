"""One company built on both engines, from the same raw tables."""

import time
from collections.abc import Sequence
from pathlib import Path

import duckdb

from perfos.company import Company
from perfos.paths import State
from transform.dbt import Dbt
from transform.rule_package import RulePackage
from transform.spark.parity import Compared, compare
from transform.spark.session import spark_session
from transform.spark.workspace import SOURCES, build_spark_workspace, export_sources, register
from transform.workspace import build_workspace

EVERYTHING = "fqn:*"
AFTER_POSTING = "ledger_standing ledger_delta"
"""What compares with the ledger: views on DuckDB, on Spark tables from before it was posted to."""


def build_duckdb(
    company: Company, rules: Sequence[RulePackage], warehouse: Path, folder: Path
) -> list[str]:
    """Build every model on DuckDB, in a warehouse of its own; return their tables' names.

    Args:
        company: The validated company folder.
        rules: The rule packages that calculate.
        warehouse: The DuckDB file with the schemas `raw` and `control`; it is only read.
        folder: Where to build.

    Raises:
        DbtFailed: A model failed.
    """
    state = State(folder / "duckdb")
    state.folder.mkdir(parents=True)
    with duckdb.connect(str(state.warehouse)) as connection:
        connection.execute(f"attach '{warehouse}' as given (read_only)")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() "
            "where database_name = 'given' and schema_name in (select unnest(?))",
            [list(SOURCES)],
        ).fetchall()
        for schema, table in tables:
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(f'create table {schema}."{table}" as from given.{schema}."{table}"')
    dbt = Dbt(build_workspace(company, state, rules))
    built = dbt.run(EVERYTHING)
    nodes = dbt.parse().nodes
    models = [nodes[one.unique_id] for one in built if one.resource_type == "model"]
    return sorted(f"{one.schema}.{one.alias}" for one in models)


def build_spark(
    company: Company,
    rules: Sequence[RulePackage],
    warehouse: Path,
    folder: Path,
    master: str = "local[2]",
) -> None:
    """Build every model on Spark, from Parquet copies of a warehouse's raw and control tables.

    Args:
        company: The validated company folder.
        rules: The rule packages that calculate.
        warehouse: The DuckDB file with the schemas `raw` and `control`; it is only read.
        folder: Where to build; tables go to its folder `tables`.
        master: `local[cores]`, or the address of a cluster.

    Raises:
        DbtFailed: A model failed.
    """
    export_sources(warehouse, folder / "tables")
    session = spark_session(str(folder / "tables"), master)
    register(session, folder / "tables")
    state = State(folder / "spark")
    state.folder.mkdir(parents=True)
    dbt = Dbt(build_spark_workspace(company, state, rules))
    dbt.run(EVERYTHING)
    dbt.run(AFTER_POSTING)


def parity(
    company: Company,
    rules: Sequence[RulePackage],
    warehouse: Path,
    folder: Path,
    master: str = "local[2]",
) -> tuple[list[Compared], dict[str, float]]:
    """Build a company on both engines and compare every table; return that, and the seconds."""
    started = time.perf_counter()
    names = build_duckdb(company, rules, warehouse, folder)
    on_duckdb = time.perf_counter()
    build_spark(company, rules, warehouse, folder, master)
    on_spark = time.perf_counter()
    compared = compare(State(folder / "duckdb").warehouse, folder / "tables", names)
    ended = time.perf_counter()
    return compared, {
        "duckdb_s": round(on_duckdb - started, 1),
        "spark_s": round(on_spark - on_duckdb, 1),
        "compare_s": round(ended - on_spark, 1),
    }
