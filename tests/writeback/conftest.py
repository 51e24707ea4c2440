"""A company that has something to tell its CRM."""

import json
from pathlib import Path

import duckdb
import pytest
from dlt.load.load import Load

from perfos.paths import state_of
from tests.apis.hubspot.app import TOKEN, HubSpot
from tests.apis.served import served
from tests.writeback.office import PACKAGES, Office, account

WAREHOUSE = Path(__file__).with_name("warehouse.sql")


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Repeat requests without waiting, and sign them with the token of a private app."""
    made = Load.__init__

    def quick(self, *arguments, **more):
        made(self, *arguments, **more)
        # Dlt looks once a second whether a job has ended.
        self._run_loop_sleep_duration = 0.02

    monkeypatch.setattr(Load, "__init__", quick)
    monkeypatch.setenv("RUNTIME__REQUEST_BACKOFF_FACTOR", "0.001")
    monkeypatch.setenv("RUNTIME__REQUEST_MAX_RETRY_DELAY", "0.01")
    monkeypatch.setenv("SOURCES__CRM__TOKEN", TOKEN)


@pytest.fixture(scope="session")
def door():
    """Yield the address of a server, and a list that holds what it serves."""
    serves = []
    with served(lambda *request: serves[-1](*request)) as address:
        yield address, serves


@pytest.fixture
def office(tmp_path, door, own_state):
    """Return a company with a published snapshot; nothing was written back yet."""
    address, serves = door
    warehouse = duckdb.connect()
    warehouse.execute(WAREHOUSE.read_text())
    state = state_of("small")
    nodes = {
        f"{schema}.{name}": {"resource_type": "model", "package_name": schema, "schema": schema,
                             "alias": name, "name": name, "config": {"access": "public"}}
        for schema, name in warehouse.execute(
            "select table_schema, table_name from information_schema.tables"
        ).fetchall()
        if schema in PACKAGES
    }  # fmt: skip
    (state.dbt / "target").mkdir(parents=True)
    (state.dbt / "target" / "manifest.json").write_text(json.dumps({"nodes": nodes}))
    office = Office(tmp_path / "small", state, warehouse, HubSpot(account()), address)
    serves.append(office.faults)
    office.publish()
    return office
