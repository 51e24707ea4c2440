"""The tables of the version before an upgrade: set aside, and taken back where they fit again."""

from collections.abc import Mapping

from transform.standing.built import Built
from transform.standing.prints import Print

SUFFIX, KEPT = "__before", "__kept"
TABLE = "BASE TABLE"


def set_aside(built: Built, root: str) -> int:
    """Give every table of the rule packages another name, and keep what their tests found.

    Nothing is copied. The next run takes back what the new version does not change, and builds the
    rest; a rollback takes back everything, as long as no input has changed.

    Args:
        built: The record.
        root: The dbt project that is no rule package: its tables stay.

    Returns:
        How many tables were set aside.
    """
    connection, there = built.connection, built.relations()
    moved = [
        row
        for row in built.rows().values()
        if (row.materialized == "table" or row.resource_type == "test")
        and row.unique_id.split(".")[1] != root
    ]
    connection.begin()
    for row in built.rows(is_aside=True).values():
        if row.materialized == "table":
            connection.execute(f"drop table if exists {_quoted(row.plain + SUFFIX)}")
    connection.execute("delete from built.node where is_aside")
    tables = [row for row in moved if (row.plain, TABLE) in there]
    for row in tables:
        _rename(built, row.plain, row.plain + SUFFIX)
    connection.execute(
        "update built.node set is_aside = true where list_contains(?, unique_id)",
        [[row.unique_id for row in moved]],
    )
    connection.commit()
    return len(tables)


def take_back(built: Built, prints: Mapping[str, Print]) -> None:
    """Put back what was set aside and is wanted again."""
    now, there = built.standing(prints), built.relations()
    for name, row in built.rows(is_aside=True).items():
        if name not in prints or name in now or not row.fits(prints[name]):
            continue
        is_table = row.materialized == "table"
        if is_table and (row.plain + SUFFIX, TABLE) not in there:
            continue
        built.connection.begin()
        if is_table:
            built.connection.execute(f"drop table if exists {_quoted(row.plain)}")
            _rename(built, row.plain + SUFFIX, row.plain)
        built.forget([name])
        built.connection.execute(
            "update built.node set is_aside = false where unique_id = ?", [name]
        )
        built.connection.commit()


def _rename(built: Built, old: str, new: str) -> None:
    """Give a table another name; what its rows came from is known no more (macros/renewed.sql)."""
    kept = old.removesuffix(SUFFIX) + KEPT
    built.connection.execute(f"drop table if exists {_quoted(kept)}")
    name = _quoted(new.rsplit(".", 1)[-1])
    built.connection.execute(f"alter table {_quoted(old)} rename to {name}")


def _quoted(name: str) -> str:
    return ".".join(f'"{part}"' for part in name.split("."))
