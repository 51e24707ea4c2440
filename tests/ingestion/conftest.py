"""Where companies are loaded from: a folder, a PostgreSQL, an SQLite."""

import sqlite3

import psycopg
import pytest

from tests.ingestion.bench import Bench
from tests.postgres import postgres_database

__all__ = ["postgres_database"]


@pytest.fixture
def bench(tmp_path):
    bench = Bench(tmp_path)
    bench.data.mkdir()
    return bench


@pytest.fixture
def postgres(postgres_database, monkeypatch):
    """Yield a connection to a new database that is the source `erp`."""
    monkeypatch.setenv("SOURCES__ERP__URL", postgres_database)
    with psycopg.connect(postgres_database.replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


@pytest.fixture
def sqlite(tmp_path, monkeypatch):
    """Yield a connection to a new database that is the source `erp`."""
    monkeypatch.setenv("SOURCES__ERP__URL", f"sqlite:///{tmp_path}/erp.db")
    with sqlite3.connect(tmp_path / "erp.db", isolation_level=None) as connection:
        yield connection
