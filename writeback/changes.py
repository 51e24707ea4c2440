"""What differs between what a CRM shall be told and what its receipts say that it was told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from perfos.company import Company
from perfos.company.check_writeback import KINDS
from perfos.company.writeback import Target
from perfos.paths import state_of
from perfos.rows import rows_of
from semantic.snapshot import Snapshots
from writeback.expected import commission
from writeback.receipts import Receipts
from writeback.values import offered

# A blank is only told where something else stands, or may.
DIFFERENT = """
select
    offered.record_id,
    offered.field,
    standing.value as before,
    offered.value as after,
    coalesce(standing.is_unsure, false) as is_unsure
from offered
left join standing
    on offered.record_id = standing.record_id and offered.field = standing.field
where offered.value is distinct from standing.value or standing.is_unsure
order by offered.record_id, offered.field
"""
BY_RECORD = """
select
    record_id,
    cast(to_json(list({'field': field, 'value': after} order by field)) as varchar) as fields
from changed
group by record_id
order by record_id
"""


@dataclass(frozen=True)
class Changes:
    """What one object of a CRM is to be told.

    Attributes:
        target: The object.
        offered: How many fields of records were compared.
        changed: One row for each field of a record: what it was told last, and what it shall be.
    """

    target: Target
    offered: int
    changed: pa.Table

    @property
    def where(self) -> str:
        """What messages call the object."""
        return f"{self.target.to}.{self.target.object}"

    def rows(self) -> list[dict[str, Any]]:
        """Return the changes, each with the names of its columns."""
        with self._open() as connection:
            return rows_of(connection.execute("from changed"))

    def records(self) -> pa.Table:
        """Return one row for each record, with its new fields as JSON."""
        with self._open() as connection:
            return connection.execute(BY_RECORD).to_arrow_table()

    @contextmanager
    def _open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect() as connection:
            connection.register("changed", self.changed)
            yield connection


def changes_of(company: Company, everything: bool = False) -> tuple[str, list[Changes]]:
    """Return the current snapshot's id, and what each target of writeback.yml is to be told.

    Args:
        company: The company.
        everything: Whatever the receipts say, as if nothing had been told yet.

    Raises:
        NothingPublishedError: There is no snapshot yet.
        WritebackError: The snapshot lacks what a value is made of.
    """
    state = state_of(company.name)
    snapshots, receipts = Snapshots(state), Receipts(state)
    manifest = snapshots.current()
    crms = [source.name for source in company.sources if source.kind in KINDS]
    found = []
    with snapshots.open(manifest.id) as snapshot:
        for target in company.writeback.writeback:
            others = [name for name in crms if name != target.to]
            values = offered(snapshot, manifest, target, others, lambda: commission(company))
            standing = receipts.standing(target.to, target.object)
            if everything:
                standing = standing.slice(0, 0)
            found.append(_compared(target, values, standing))
    return manifest.id, found


def _compared(target: Target, values: pa.Table, standing: pa.Table) -> Changes:
    with duckdb.connect() as connection:
        connection.register("offered", values)
        connection.register("standing", standing)
        changed = connection.execute(DIFFERENT).to_arrow_table()
    return Changes(target, values.num_rows, changed)
