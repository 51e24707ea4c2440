"""What an organisation holds: objects, rows, tokens, jobs, and what goes wrong in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from tests.apis.salesforce.objects import OBJECTS

NUMBERS = ("int", "long", "double", "currency", "percent")


def _as_it_is(sent):
    return sent


@dataclass
class Org:
    """An organisation of Salesforce; its clock moves a minute with each change of a row.

    Numbers are texts, and sent as they stand. A moment is an aware datetime.

    Attributes:
        objects: Type of each field by object and name.
        rows: Row by object and id.
        secrets: What the login forms must hold.
        public_key: Verifies assertions.
        audience: Whom assertions must be for.
        batch: Rows of a page of REST.
        without_bulk: Objects that Bulk has not.
        failing: Why jobs fail; they do not if it is empty.
        allowed: Requests that may be made.
        expiring: Numbers of requests before which all tokens expire.
        page: What becomes of the rows of a page before they are sent.
        csv: What becomes of a page of CSV.
        instance: Address that a login tells; the server's own where it is empty.
    """

    objects: dict = field(default_factory=lambda: {name: dict(f) for name, f in OBJECTS.items()})
    rows: dict = field(default_factory=dict)
    secrets: dict = field(default_factory=dict)
    public_key: str = ""
    audience: str = "https://login.salesforce.com"
    batch: int = 2000
    without_bulk: set = field(default_factory=set)
    failing: str = ""
    allowed: int = 15_000
    used: int = 0
    expiring: set = field(default_factory=set)
    page: Callable[[list[dict]], list[dict]] = _as_it_is
    csv: Callable[[str], str] = _as_it_is
    instance: str = ""
    tokens: set = field(default_factory=set)
    logins: int = 0
    cursors: dict = field(default_factory=dict)
    jobs: dict = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)
    now: datetime = datetime(2026, 1, 31, 10, tzinfo=UTC)

    def put(self, name: str, key: str, **values) -> None:
        """Add or change a row; what is not named stays, or is null."""
        self.now += timedelta(minutes=1)
        fields = self.objects[name]
        row = self.rows.setdefault(name, {}).setdefault(key, dict.fromkeys(fields))
        unknown = set(values) - set(fields)
        assert not unknown, f"{name} has no {unknown}"
        created = row.get("CreatedDate") or self.now
        stamps = {"LastModifiedDate": self.now, "SystemModstamp": self.now, "CreatedDate": created}
        row.update({one: at for one, at in stamps.items() if one in fields})
        if row.get("IsDeleted") is None and "IsDeleted" in fields:
            row["IsDeleted"] = False
        row.update(values, Id=key)

    def delete(self, name: str, key: str) -> None:
        """Delete a row: into the bin, or at once if the object knows no bin."""
        if "IsDeleted" in self.objects[name]:
            self.put(name, key, IsDeleted=True)
        else:
            del self.rows[name][key]

    def found(self, name: str, stamp: str | None, since: datetime | None) -> list[dict]:
        """Return all rows, deleted ones too, or those that have changed since."""
        rows = list(self.rows.get(name, {}).values())
        return [row for row in rows if since is None or row[stamp] >= since]
