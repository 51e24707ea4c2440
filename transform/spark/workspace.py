"""The workspace of a company on Spark: the same project, Parquet for its sources."""

from collections.abc import Sequence
from pathlib import Path

from pyspark.sql import SparkSession

from perfos.company import Company
from perfos.paths import State
from transform.rule_package import RulePackage
from transform.workspace import Workspace, build_workspace

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
    (workspace.project_dir / "profiles.yml").write_text(PROFILE)
    return workspace


def register(session: SparkSession, folder: Path) -> None:
    """Make every folder `<folder>/<schema>/<table>` that holds Parquet a table of the session."""
    for place in sorted(folder.glob("*/*")):
        schema, table = place.parent.name, place.name
        if not any(place.glob("*.parquet")):
            continue
        session.sql(f"create schema if not exists {schema}")
        session.sql(f"drop table if exists {schema}.`{table}`")
        session.catalog.createTable(f"{schema}.`{table}`", path=str(place), source="parquet")
