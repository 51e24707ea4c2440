"""Databases of an ERP: what Tryton filled, as it was recorded, and tables made for a test."""

from pathlib import Path

import psycopg
import pytest

from tests.postgres import postgres_database

__all__ = ["postgres_database"]

HERE = Path(__file__).parent


@pytest.fixture
def source(postgres_database: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of an empty PostgreSQL that is the source `erp`."""
    monkeypatch.setenv("SOURCES__ERP__URL", postgres_database)
    return postgres_database.replace("+psycopg", "")


@pytest.fixture
def recorded(source: str) -> str:
    """Return the address of a PostgreSQL that holds what Tryton filled."""
    with psycopg.connect(source) as connection:
        connection.execute((HERE / "recorded.sql").read_text())
    return source
