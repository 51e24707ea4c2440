"""The Spark session in this process, and the cursor through which dbt speaks to it.

dbt-spark's own session method turns ANSI mode off, in which an overflow is null and nobody hears of
it; here it is on, so that what cannot be represented is an error, as it is in DuckDB.
"""

import os
import sys
from typing import Any, ClassVar

from dbt.adapters.spark import session as dbt_session
from dbt_common.exceptions import DbtRuntimeError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from sqlglot import exp

from transform.spark.functions import strip_accents
from transform.spark.translate import UntranslatableError, tables_of, translate

MARK = "-- duckdb\n"
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    # A product keeps all its digits, as DuckDB's does, or it is an error.
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.shuffle.partitions": "4",
    "spark.sql.jsonGenerator.ignoreNullFields": "false",
    # Draws go month by month, and chains of managers level by level.
    "spark.sql.cteRecursionLevelLimit": "10000",
    "spark.sql.cteRecursionRowLimit": "-1",
    # In 4.1 it takes a plan apart in which one column stands under two names in a union.
    "spark.sql.optimizer.excludedRules": (
        "org.apache.spark.sql.catalyst.optimizer.RemoveRedundantAliases"
    ),
    "spark.ui.enabled": "false",
    # The catalogue is what lies in the folder of tables; see `register`.
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.legacy.allowNonEmptyLocationInCTAS": "true",
}
TABLES = "spark.performance_os.tables"
"""The setting that names the folder of tables; macros/spark writes to it."""


def spark_session(tables: str, master: str = "local[2]", memory: str = "5g") -> SparkSession:
    """Return the session of this process, through which dbt works from now on; there is one.

    Args:
        tables: Folder or address of the tables, `<tables>/<schema>/<table>`, as Parquet.
        master: `local[cores]`, or the address of a cluster.
        memory: Of the driver, which does all the work where the master is local.
    """
    settings: dict[str, Any] = {**SETTINGS, TABLES: tables, "spark.driver.memory": memory}
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("performance-os")
    session = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    session.udf.register("strip_accents", strip_accents)
    Cursor.session = session
    dbt_session.Cursor = Cursor  # type: ignore[misc]
    return session


class Cursor(dbt_session.Cursor):
    """Runs a statement of dbt's in the session; what stands after the mark is translated first."""

    session: ClassVar[SparkSession]

    def execute(self, sql: str, *parameters: Any) -> None:  # noqa: ANN401
        """Run a statement.

        Raises:
            DbtRuntimeError: It has no translation, or Spark refuses it.
        """
        head, mark, query = (sql % parameters if parameters else sql).partition(MARK)
        try:
            self._df = self.session.sql(head + self._translated(query) if mark else head)
        except (PySparkException, UntranslatableError) as error:
            raise DbtRuntimeError(str(error)) from error

    def _translated(self, query: str) -> str:
        columns: dict[str, dict[str, dict[str, exp.DataType]]] = {}
        for schema, table in tables_of(query):
            name = f"{schema}.{table}" if schema else table
            fields = self.session.table(name).schema.fields
            types = {one.name: one.dataType.simpleString() for one in fields}
            columns.setdefault(schema, {})[table] = {
                name: exp.DataType.build(kind, dialect="spark") for name, kind in types.items()
            }
        return translate(query, columns)
