"""A company that has something to tell its CRM."""

import json
from pathlib import Path

import duckdb
import pytest
from dlt.load.load import Load

from perfos.paths import state_of
from tests.apis.door import at_once, door
from tests.apis.hubspot.app import TOKEN, HubSpot
from tests.writeback.office import PACKAGES, Office, account

__all__ = ["at_once", "door"]
WAREHOUSE = Path(__file__).with_name("warehouse.sql")


@pytest.fixture(autouse=True)
def signed(at_once, monkeypatch):
    """Sign requests with the token of a private app; Dlt looks often whether a job has ended."""
    made = Load.__init__

    def quick(self, *arguments, **more):
        made(self, *arguments, **more)
        self._run_loop_sleep_duration = 0.02

    monkeypatch.setattr(Load, "__init__", quick)
    monkeypatch.setenv("SOURCES__CRM__TOKEN", TOKEN)


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
