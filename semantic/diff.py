"""What changed between two snapshots, table by table."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb

from semantic.keys import KEYS
from semantic.layout import source_of
from semantic.manifest import Manifest, TableInfo, identifier

if TYPE_CHECKING:
    from semantic.snapshot import Snapshots


@dataclass(frozen=True)
class TableDiff:
    """How one table differs between two snapshots.

    Attributes:
        rows_before: Number of rows in the first snapshot; 0 if the table is not in it.
        rows_after: Number of rows in the second.
        added: Rows whose key only the second has.
        removed: Rows whose key only the first has.
        changed: Rows whose key both have, with other content.
        amounts: By currency, the sum of the column `amount` in the first and in the second.
    """

    rows_before: int
    rows_after: int
    added: int
    removed: int
    changed: int
    amounts: dict[str, tuple[Decimal, Decimal]]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.added or self.removed or self.changed)


def diff(snapshots: "Snapshots", before: str, after: str) -> dict[str, TableDiff]:
    """Compare each table that either snapshot has.

    Rows are matched by the table's key (`KEYS`), and by all their columns where it has none;
    they are compared by the columns that both snapshots have.
    """
    first, second = snapshots.get(before), snapshots.get(after)
    differences = {}
    with duckdb.connect() as connection:
        for table in sorted(first.tables.keys() | second.tables.keys()):
            sides = [_side(snapshots, manifest, table) for manifest in (first, second)]
            differences[table] = _diff_table(connection, table, sides)
    return differences


def _side(snapshots: "Snapshots", manifest: Manifest, table: str) -> tuple[TableInfo | None, str]:
    """Return what a manifest says of a table, and what SQL reads it from."""
    info = manifest.tables.get(table)
    return info, source_of(snapshots.folder / manifest.id, table, info) if info else ""


def _diff_table(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    sides: list[tuple[TableInfo | None, str]],
) -> TableDiff:
    """Compare one table; a side is what the manifest says of it and how SQL reads it."""
    (before, read_before), (after, read_after) = sides
    rows_before, rows_after = before.rows if before else 0, after.rows if after else 0
    if before and after and before.sha256 == after.sha256:
        added = removed = changed = 0
    elif before and after:
        shared = [column for column in before.columns if column in after.columns]
        added, removed, changed = _compare(connection, table, shared, read_before, read_after)
    else:
        added, removed, changed = rows_after, rows_before, 0
    sums_before = _amounts(connection, before, read_before)
    sums_after = _amounts(connection, after, read_after)
    zero = Decimal(0)
    amounts = {
        currency: (sums_before.get(currency, zero), sums_after.get(currency, zero))
        for currency in sorted(sums_before.keys() | sums_after.keys())
    }
    return TableDiff(rows_before, rows_after, added, removed, changed, amounts)


def _compare(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: list[str],
    read_before: str,
    read_after: str,
) -> tuple[int, int, int]:
    """Return how many rows were added, removed and changed."""
    key = ", ".join(identifier(column) for column in KEYS.get(table, ()) if column in columns)
    content = ", ".join(map(identifier, columns))
    # Side by side in one pass, and not joined: a key that is null or not unique is counted too.
    found = connection.execute(
        f"""
        with rows as (
            select 1 as side, hash({key or content}) as key, hash({content}) as content
            from {read_before}
            union all
            select 2, hash({key or content}), hash({content}) from {read_after}
        ),
        matched as (
            select
                count(*) filter (side = 1) as before,
                count(*) filter (side = 2) as after,
                sum(content) filter (side = 1) as content_before,
                sum(content) filter (side = 2) as content_after
            from rows
            group by key
        )
        select
            coalesce(sum(greatest(after - before, 0)), 0),
            coalesce(sum(greatest(before - after, 0)), 0),
            count(*) filter (before = after and content_before <> content_after)
        from matched
        """
    ).fetchone()
    return found or (0, 0, 0)


def _amounts(
    connection: duckdb.DuckDBPyConnection, info: TableInfo | None, read: str
) -> dict[str, Decimal]:
    """Return the sum of `amount` by `currency`, where the table has both."""
    if info is None or not {"amount", "currency"} <= info.columns.keys():
        return {}
    rows = connection.execute(
        f"select coalesce(currency, '?'), sum(amount) from {read} group by all order by all"
    ).fetchall()
    return {currency: amount for currency, amount in rows if amount is not None}
