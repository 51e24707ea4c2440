"""Tables that are read from a HubSpot on this machine, alone or through a whole load."""

from dataclasses import dataclass, field
from pathlib import Path

from ingestion.door.records import open_scratch
from ingestion.door.typed import Shape
from ingestion.hubspot import read as hubspot
from ingestion.job import Job
from perfos.company.sources import Source, Table
from tests.apis.hubspot.app import HubSpot
from tests.apis.hubspot.portal import Portal
from tests.apis.served import Faults

FIELDS = ("dealname", "amount", "dealstage", "closedate", "hubspot_owner_id", "pipeline")


def account(deals=5, **limits):
    """Return an account with some deals, companies and contacts."""
    portal = Portal(**limits)
    portal.declare("deals", *FIELDS)
    portal.declare("companies", "name", "domain")
    portal.declare("contacts", "firstname", "lastname", "email")
    portal.declare("line_items", "quantity", "price")
    for number in range(deals):
        portal.tick()
        portal.create("deals", dealname=f"Deal {number}", amount=f"{number}.10", dealstage="open")
    return portal


@dataclass
class Asked:
    """One table after another from an application that may be disturbed.

    Attributes:
        folder: For scratch files.
        app: The application.
        address: Where it is served.
    """

    folder: Path
    app: HubSpot
    address: str
    faults: Faults = field(init=False)

    def __post_init__(self):
        self.faults = Faults(self.app)

    @property
    def portal(self):
        """The account."""
        return self.app.portal

    def disturb(self, schedule):
        """Let a schedule of faults happen to the requests from now on."""
        self.faults.asked.clear()
        self.faults.schedule = schedule

    def job(self, object_, *fields):
        """Return the job of a table."""
        table = Table(name="asked", object=object_, fields=fields)
        source = Source(name="crm", kind="hubspot", address=self.address, tables=[table])
        return Job(source, table, Shape((), {}), self.folder, print)

    def read(self, object_, *fields, since=None):
        """Return the rows of a table, in order of their texts, and the next watermark."""
        job = self.job(object_, *fields)
        with open_scratch(self.folder) as scratch:
            records, watermark = hubspot.read(scratch, job, since)
            found = scratch.execute("select * exclude (_row) from records").fetchall()
        rows = [dict(zip(records.columns, row, strict=True)) for row in found]
        return sorted(rows, key=lambda row: list(map(str, row.values()))), watermark

    def table(self, *fields, object_="deals", columns=None):
        """Return a source with one table `crm.deals`."""
        one = {"name": "deals", "object": object_, "fields": fields, "columns": columns or {}}
        return [{"name": "crm", "kind": "hubspot", "address": self.address, "tables": [one]}]


def merged(raw, rows, key):
    """Return what raw holds after rows have taken the place of those with the same key."""
    new = {tuple(row[name] for name in key) for row in rows}
    kept = [row for row in raw if tuple(row[name] for name in key) not in new]
    return sorted(kept + rows, key=lambda row: list(map(str, row.values())))
