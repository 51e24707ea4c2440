"""What an account of HubSpot holds: records with their history, associations, owners, pipelines."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

START = datetime(2024, 1, 1, tzinfo=UTC)
DEFAULTS = {
    "deals": ("dealname", "amount", "closedate", "pipeline", "dealstage"),
    "companies": ("name", "domain"),
    "contacts": ("firstname", "lastname", "email"),
}
TYPES = {"0-1": "contacts", "0-2": "companies", "0-3": "deals"}


def iso(moment):
    """Write a moment as HubSpot does."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class Record:
    """One record; its properties are texts or None."""

    id: str
    properties: dict
    history: dict
    created: str
    updated: str
    archived: bool = False


@dataclass
class Portal:
    """An account, and the limits of its API.

    Attributes:
        page: Rows of a page at most, whatever is asked for.
        search_limit: Records that one search gives at most.
        locked: Ids of records that nobody may change.
        numbers: Properties that hold numbers.
        mess: What becomes of the rows of a page on their way out.
    """

    page: int = 100
    search_limit: int = 10_000
    properties: dict = field(default_factory=dict)
    records: dict = field(default_factory=dict)
    associations: dict = field(default_factory=dict)
    owners: list = field(default_factory=list)
    pipelines: list = field(default_factory=list)
    splits: dict = field(default_factory=dict)
    locked: set = field(default_factory=set)
    numbers: set = field(default_factory=set)
    mess: object = staticmethod(lambda rows: rows)
    now: datetime = START
    _last: int = 0

    def tick(self, step=timedelta(minutes=10)):
        """Let time pass."""
        self.now += step

    def type_of(self, name):
        """Return the object that a path names, or None."""
        name = TYPES.get(name, name)
        return name if name in self.properties else None

    def changed_property(self, type_):
        """Return the property that moves with every change."""
        return "lastmodifieddate" if type_ == "contacts" else "hs_lastmodifieddate"

    def declare(self, type_, *names):
        """Add an object with properties."""
        own = ("hs_object_id", "createdate", self.changed_property(type_), "hs_merged_object_ids")
        self.properties[type_] = [*own, *names]
        self.records[type_] = {}

    def create(self, type_, id_=None, **properties):
        """Add a record and return its id."""
        self._last += 1
        id_ = str(id_ or self._last)
        created = iso(self.now)
        fixed = {"hs_object_id": id_, "createdate": created}
        record = Record(id_, fixed, {}, created, created)
        self.records[type_][id_] = record
        self.update(type_, id_, **properties)
        return id_

    def update(self, type_, id_, **properties):
        """Change properties of a record; nothing given, it is touched."""
        record = self.records[type_][id_]
        record.updated = iso(self.now)
        record.properties |= {**properties, self.changed_property(type_): record.updated}
        for name, value in properties.items():
            one = {"value": value, "timestamp": record.updated, "sourceType": "CRM_UI"}
            one |= {"sourceId": "userId:7", "updatedByUserId": 7}
            record.history.setdefault(name, []).insert(0, one)

    def archive(self, type_, id_):
        """Move a record to the recycling bin, where it has no associations."""
        self.records[type_][id_].archived = True
        for (from_, _), pairs in self.associations.items():
            if from_ == type_:
                pairs.pop(id_, None)

    def merge(self, type_, winner, loser):
        """Merge a record into another one: it is gone, and its id is the other one's."""
        name, gone = "hs_merged_object_ids", self.records[type_].pop(loser)
        before = (self.records[type_][winner].properties.get(name), gone.properties.get(name))
        ids = ";".join([*filter(None, before), loser])
        self.update(type_, winner, hs_merged_object_ids=ids)

    def associate(self, id_, to, to_id, *labels):
        """Associate a deal with a record; each label is (type id, label)."""
        kinds = [(5, None), *labels]
        self.associations.setdefault(("deals", to), {}).setdefault(id_, {})[to_id] = kinds
        self.update("deals", id_)

    def dissociate(self, id_, to, to_id):
        """Take an association away."""
        del self.associations["deals", to][id_][to_id]
        self.update("deals", id_)

    def found(self, type_, archived=False):
        """Return the records of an object, by id."""
        found = [one for one in self.records[type_].values() if one.archived == archived]
        return sorted(found, key=lambda one: int(one.id))
