"""An organisation that is served, and a company whose source it is."""

from dataclasses import dataclass, field

import pytest

from ingestion.door.records import open_scratch
from ingestion.plan import make_jobs
from ingestion.salesforce import bulk, read, results
from ingestion.watermark import restored, stored
from tests.apis.door import at_once
from tests.apis.salesforce.org import Org
from tests.apis.salesforce.server import application
from tests.apis.served import Faults, served
from tests.ingestion.bench import Bench

__all__ = ["at_once"]
SECRETS = {
    "client_id": "3MVG9-client",
    "client_secret": "secret-of-the-app",
    "refresh_token": "5Aep861-refresh",
    "username": "reader@acme.com",
    "password": "hunter2token",
}


@dataclass
class Crm:
    """A company with the source `crm`.

    Attributes:
        bench: Loads it.
        org: What the server holds.
        faults: What goes wrong on the way.
        address: Of the server.
        watermark, columns: Of the last `records`.
    """

    bench: Bench
    org: Org
    faults: Faults
    address: str
    watermark: list[str] | None = None
    columns: list[str] = field(default_factory=list)

    def company(self, object="Opportunity", columns=None, **table):
        """Return the company with one table."""
        types = {name: {"type": type_} for name, type_ in (columns or {}).items()}
        rows = {"name": "rows", "object": object, "columns": types, **table}
        source = {"name": "crm", "kind": "salesforce", "address": self.address, "tables": [rows]}
        return self.bench.company([source])

    def load(self, object="Opportunity", columns=None, **table):
        """Load one table and return its result."""
        return self.bench.load(self.company(object, columns, **table))

    def raw(self, *columns):
        """Return the rows of the table, sorted."""
        return sorted(self.bench.query(f"select {', '.join(columns)} from raw.crm__rows"), key=str)

    def everything(self):
        """Return all of raw that two loads of the same rows may not differ in."""
        return self.raw("* exclude (_row, _dlt_load_id)")

    def records(self, object="Opportunity", is_new=True, **table):
        """Read without dlt: return the scratch table and keep the watermark."""
        folder = self.bench.folder / "scratch"
        folder.mkdir(exist_ok=True)
        (job,) = make_jobs(self.company(object, **table), folder, lambda _: None)
        with open_scratch(folder) as scratch:
            before = None if is_new else restored(self.watermark)
            _, watermark = read.read(scratch, job, before)
            self.watermark = stored(watermark) if watermark else None
            assert not list(folder.glob("*.*"))
            found = scratch.execute("from records order by id")
            self.columns = [name for name, *_ in found.description]
            return found.fetchall()


@pytest.fixture
def set_secrets(monkeypatch):
    """Return a function that sets the secrets of the source, and takes all others away."""

    def set_(**secrets):
        for name in (*SECRETS, "private_key", "security_token"):
            monkeypatch.delenv(f"SOURCES__CRM__{name.upper()}", raising=False)
        for name, value in secrets.items():
            monkeypatch.setenv(f"SOURCES__CRM__{name.upper()}", value)

    return set_


@pytest.fixture
def crm(tmp_path, at_once, monkeypatch, set_secrets):
    """Yield a company that logs in by a refresh token, and waits for nothing."""
    monkeypatch.setattr(bulk, "FIRST_WAIT", 0.001)
    set_secrets(client_id=SECRETS["client_id"], refresh_token=SECRETS["refresh_token"])
    bench = Bench(tmp_path)
    bench.data.mkdir()
    org = Org(secrets=dict(SECRETS))
    app = application(org)
    app.wsgi_app = faults = Faults(app)
    with served(app) as address:
        yield Crm(bench, org, faults, address)


@pytest.fixture(params=["rest", "bulk"])
def way(request, monkeypatch):
    """Read by REST, and again by Bulk, in pages of a few rows."""
    monkeypatch.setattr(read, "BULK_ROWS", 1_000_000 if request.param == "rest" else -1)
    monkeypatch.setattr(results, "PAGE_ROWS", 7)
    return request.param
