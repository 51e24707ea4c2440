"""A company with a published snapshot, and a real Cube server over it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import duckdb

from perfos.company.access import Access
from perfos.paths import State
from semantic.client import SemanticClient
from semantic.publish import publish
from semantic.serve import running
from semantic.snapshot import Snapshots
from semantic.tokens import LIFETIME, Viewer, mint, viewer

HERE = Path(__file__).parent
SECRET = "s" * 64
PACKAGES = [
    "sales_commission",
    "sales_contests",
    "revops_metrics",
    "recurring_revenue",
    "sales_forecast",
    "crm_hygiene",
]
RUN = {
    "run_id": "run-1",
    "actor": "anna",
    "reason": "first",
    "company": "small",
    "config_hash": "c0ffee",
    "code_revision": "abc123",
    "rules_lock": json.dumps([{"name": name, "version": "1.0.0"} for name in PACKAGES]),
}
ROLES = {
    "clara": ("controller",),
    "gerd": ("auditor",),
    "frida": ("analyst",),
    "olga": ("preparer",),
}


@dataclass
class World:
    """A company, its warehouse and its server.

    Attributes:
        state: Where its snapshots are.
        warehouse: What they are published from.
        url: Where the server is.
        log: What the server says.
    """

    state: State
    warehouse: duckdb.DuckDBPyConnection
    url: str = ""
    log: Path = field(default_factory=Path)

    def publish(self) -> str:
        """Publish the warehouse and return the snapshot's id."""
        return publish(self.warehouse, self.state, RUN).id

    def viewer(self, who: str) -> Viewer:
        """Return what somebody is in the current snapshot."""
        access = Access.model_validate({"people": {key: list(ROLES[key]) for key in ROLES}})
        with Snapshots(self.state).open() as snapshot:
            return viewer(access, snapshot, who)

    def token(self, who: str | Viewer, secret: str = SECRET, lifetime: timedelta = LIFETIME) -> str:
        """Return a token for somebody."""
        person = self.viewer(who) if isinstance(who, str) else who
        return mint("small", secret, person, lifetime)

    def client(self, who: str | Viewer) -> SemanticClient:
        """Return a client for somebody."""
        token = self.token(who)
        return SemanticClient(self.url, lambda: token)


def make_world(folder: Path) -> World:
    """Make the warehouse and the state of the company in a folder; nothing is published."""
    state = State(folder / "home" / "small")
    warehouse = duckdb.connect()
    warehouse.execute((HERE / "warehouse.sql").read_text())
    public = warehouse.execute(
        "select table_schema, table_name from information_schema.tables "
        "where list_contains($packages, table_schema)",
        {"packages": PACKAGES},
    ).fetchall()
    nodes = {
        f"model.{schema}.{name}": {
            "resource_type": "model",
            "package_name": schema,
            "schema": schema,
            "alias": name,
            "name": name,
            "config": {"access": "public"},
        }
        for schema, name in public
    }
    (state.dbt / "target").mkdir(parents=True)
    (state.dbt / "target" / "manifest.json").write_text(json.dumps({"nodes": nodes}))
    return World(state, warehouse)


@contextmanager
def serving(world: World, log: Path, secret: str = SECRET) -> Iterator[World]:
    """Run the server on a free port until the block is left."""
    with running(world.state, secret, log) as url:
        world.log, world.url = log, url
        yield world
