"""Spark for the tests: a session in this process, where PySpark and Java are there."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of Spark's tables."""
    return tmp_path_factory.mktemp("spark") / "tables"


@pytest.fixture(scope="session")
def spark(tables: Path) -> "SparkSession":
    """Return the session; skip where there can be none."""
    pytest.importorskip("pyspark", reason="PySpark is not installed: run `make spark`")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, and there is no `java` on the path")
    from transform.spark.session import spark_session

    return spark_session(str(tables))
