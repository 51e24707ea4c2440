"""A company with a published snapshot and a CRM on this machine, without a calculation."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from perfos.company import Company, load_company
from perfos.paths import State
from semantic.publish import publish
from tests.apis.hubspot.app import HubSpot
from tests.apis.hubspot.portal import Portal
from tests.apis.served import Faults
from tests.journeys.small import FILES
from writeback.receipts import Receipts
from writeback.run import write_back

FIELDS = {
    "perfos_commission": "earned_commission",
    "perfos_category": "forecast_category",
    "perfos_attainment": "attainment",
}
PACKAGES = ("sales_commission", "sales_forecast", "crm_hygiene")
SOURCES = """\
sources:
  - name: crm
    kind: hubspot
    address: {address}
    tables: [{{name: deals, object: deals, fields: [dealname]}}]
  - name: other_crm
    kind: salesforce
    address: {address}
    tables: [{{name: deals, object: Opportunity}}]
"""
EARNED = {
    "1": "12345678901234667.223456", "2": "207.1", "3": "300.1", "4": "400.1", "5": "501.1",
}  # fmt: skip


def account(deals=8, page=100):
    """Return an account of HubSpot whose deals have the fields that are written."""
    portal = Portal(page=page)
    portal.declare("deals", "dealname", *FIELDS, "perfos_more")
    portal.numbers = {"perfos_commission", "perfos_attainment"}
    for _ in range(deals):
        portal.create("deals")
    portal.create("deals", "99")
    return portal


def run_row():
    """Return the row of a run that calculated."""
    rules = json.dumps([{"name": name, "version": "1.0.0"} for name in PACKAGES])
    row = dict.fromkeys(("run_id", "actor", "reason", "config_hash", "code_revision"), "first")
    return row | {"company": "small", "rules_lock": rules}


@dataclass
class Office:
    """One company, its warehouse, its snapshots and its CRM.

    Attributes:
        folder: The company folder.
        state: Where its snapshots and receipts are.
        warehouse: What is published.
        app: The CRM.
        address: Where the CRM is served.
    """

    folder: Path
    state: State
    warehouse: duckdb.DuckDBPyConnection
    app: HubSpot
    address: str
    faults: Faults = field(init=False)

    def __post_init__(self):
        self.faults = Faults(self.app)
        for name, text in {**FILES, "access.yml": "people: {olga: [administrator]}\n"}.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)
        (self.folder / "sources.yml").write_text(SOURCES.format(address=self.address))
        self.wants(FIELDS)

    def wants(self, fields, of="opportunity", to="crm", object_="deals", **more):
        """Write another writeback.yml."""
        target = {"to": to, "object": object_, "of": of, "fields": fields, **more}
        (self.folder / "writeback.yml").write_text(json.dumps({"writeback": [target]}))

    def company(self) -> Company:
        """Return the company as its folder stands."""
        return load_company(self.folder)

    def publish(self, sql=""):
        """Change the warehouse, and publish it."""
        self.warehouse.execute(sql or "select 1")
        publish(self.warehouse, self.state, run_row())

    def write(self, run_id="run-1", actor="olga", reason="nightly", **more):
        """Write back, and return what became of it."""
        return write_back(self.company(), run_id, actor, reason, **more)

    def told(self, type_="deals"):
        """Return the fields that the CRM's records hold and that nobody but us writes."""
        return {
            id_: {
                name: value
                for name, value in record.properties.items()
                if name.startswith("perfos_") and value
            }
            for id_, record in self.app.portal.records[type_].items()
        }

    def receipts(self, *statuses):
        """Return the receipts of some statuses, in the order in which they were written."""
        files = sorted(Receipts(self.state).folder.glob("*.jsonl"))
        lines = [json.loads(line) for file in files for line in file.read_text().splitlines()]
        return [line for line in lines if line["status"] in statuses or not statuses]

    def requests(self):
        """Return the requests to the CRM, and forget them."""
        asked, self.faults.asked[:] = list(self.faults.asked), []
        return asked
