"""Spark for the tests: a session in this process, where PySpark and Java are there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
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
def spark(tables: Path) -> "Iterator[SparkSession]":
    """Yield the session; skip where there can be none. SPARK_CLUSTER=1 is a cluster's session."""
    pytest.importorskip("pyspark", reason="PySpark is not installed: run `make spark`")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, and there is no `java` on the path")
    from transform.spark.cluster import local_cluster
    from transform.spark.session import spark_session

    with ExitStack() as stack:
        master = "local[2]"
        if os.environ.get("SPARK_CLUSTER"):
            master = stack.enter_context(local_cluster(tables.parent / "cluster"))
        session = spark_session(str(tables), master)
        stack.callback(session.stop)
        yield session
