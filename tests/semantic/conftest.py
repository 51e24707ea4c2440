"""A small warehouse made by hand, and a place to publish it to."""

import shutil
from pathlib import Path

import duckdb
import pytest

from perfos.paths import State

HERE = Path(__file__).parent
RUN = {
    "run_id": "run-1",
    "actor": "anna",
    "reason": "first",
    "company": "demo",
    "config_hash": "c0ffee",
    "code_revision": "abc123",
    "rules_lock": '[{"name": "sales_commission", "version": "1.0.0"}]',
}


@pytest.fixture
def warehouse():
    with duckdb.connect() as connection:
        connection.execute((HERE / "warehouse.sql").read_text())
        yield connection


@pytest.fixture
def state(tmp_path):
    """Return a state in which dbt has left what is read of its manifest."""
    state = State(tmp_path / "it's home" / "demo")
    (state.dbt / "target").mkdir(parents=True)
    shutil.copy(HERE / "manifest.json", state.dbt / "target")
    return state


@pytest.fixture
def run():
    return dict(RUN)
