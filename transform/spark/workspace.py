"""The workspace of a company on Spark: the same project, Parquet for its sources."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
from pyspark.sql import SparkSession

from perfos.company import Company
from perfos.paths import State
from transform.rule_package import RulePackage
from transform.workspace import Workspace, build_workspace

SOURCES = ("raw", "control")
PROFILE = """performance_os:
  target: spark
  outputs:
    spark:
      type: spark
      method: session
      host: localhost
      schema: main
      threads: 2
"""


def build_spark_workspace(
    company: Company, state: State, packages: Sequence[RulePackage]
) -> Workspace:
    """Write the workspace of a company whose dbt builds on Spark.

    Args:
        company: The validated company folder.
        state: Where its state on Spark lives, apart from the state on DuckDB.
        packages: The rule packages that calculate.
    """
    workspace = build_workspace(company, state, packages)
    (workspace.profiles_dir / "profiles.yml").write_text(PROFILE)
    return workspace


def export_sources(warehouse: Path, folder: Path) -> None:
    """Write the raw and control tables of a warehouse as Parquet, `<folder>/<schema>/<table>`."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = connection.execute(
            "select table_schema, table_name from information_schema.tables "
            "where table_schema in (select unnest(?))",
            [list(SOURCES)],
        ).fetchall()
        for schema, table in tables:
            place = folder / schema / table
            place.mkdir(parents=True, exist_ok=True)
            connection.execute(
                f'copy "{schema}"."{table}" to \'{place / "part.parquet"}\' (format parquet)'
            )


def register(session: SparkSession, folder: Path) -> None:
    """Make every folder `<folder>/<schema>/<table>` that holds Parquet a table of the session."""
    for place in sorted(folder.glob("*/*")):
        schema, table = place.parent.name, place.name
        if not any(place.glob("*.parquet")):
            continue
        session.sql(f"create schema if not exists {schema}")
        session.sql(f"drop table if exists {schema}.`{table}`")
        session.catalog.createTable(f"{schema}.`{table}`", path=str(place), source="parquet")
