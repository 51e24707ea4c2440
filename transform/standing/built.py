"""The warehouse's record of what was built, and from what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from typing import Any

import duckdb

from transform.results import NodeResult
from transform.standing.meta import APPENDED
from transform.standing.prints import Print
from transform.standing.proven import forget_proofs
from transform.standing.row import Row, rows_of

RECORD = """
create schema if not exists built;
create table if not exists built.node (
    unique_id varchar, resource_type varchar, materialized varchar, relation varchar,
    shape varchar, content varchar, run_id varchar, status varchar, milliseconds bigint,
    message varchar, failures bigint, is_aside boolean
);
create table if not exists built.renewed (unique_id varchar)
"""
KINDS = {"table": "BASE TABLE", APPENDED: "BASE TABLE", "view": "VIEW"}


class Built:
    """The record, over a connection to the warehouse.

    Attributes:
        connection: It stays open as long as the record is used.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        connection.execute(RECORD)

    def rows(self, is_aside: bool = False) -> dict[str, Row]:
        """Return what stands, or what was set aside, by the id of its node."""
        names = ", ".join(field.name for field in fields(Row))
        found = self.connection.execute(
            f"select {names} from built.node where is_aside = ?", [is_aside]
        ).fetchall()
        return {row.unique_id: row for row in (Row(*values) for values in found)}

    def relations(self) -> set[tuple[str, str]]:
        """Return `schema.table` and type of each relation of the warehouse."""
        return set(
            self.connection.execute(
                "select table_schema || '.' || table_name, table_type "
                "from information_schema.tables where table_catalog = current_database()"
            ).fetchall()
        )

    def standing(self, prints: Mapping[str, Print]) -> dict[str, Row]:
        """Return, of the nodes with these prints, those that need not be built again."""
        there = self.relations()
        return {
            name: row
            for name, row in self.rows().items()
            if name in prints
            and row.fits(prints[name])
            and (row.resource_type == "test" or (row.plain, KINDS[row.materialized]) in there)
        }

    def renew(self, prints: Mapping[str, Print]) -> None:
        """Note which of these tables come of the same SQL as before: those may keep rows.

        `macros/renewed.sql` asks for them, until `remember` has written down what was built.
        """
        rows = self.rows()
        names = [one for one in prints if one in rows and rows[one].shape == prints[one].shape]
        self.connection.execute("delete from built.renewed")
        self.connection.execute("insert into built.renewed select unnest(?)", [names])

    def forget(self, names: Iterable[str]) -> None:
        """Take nodes out of the record before they are built: a killed build leaves no claim."""
        self.connection.execute(
            "delete from built.node where not is_aside and list_contains(?, unique_id)",
            [list(names)],
        )

    def forget_all(self) -> None:
        """Have everything built anew by this run."""
        self.connection.execute("delete from built.node where not is_aside")
        forget_proofs(self.connection)

    def remember(
        self,
        results: Sequence[NodeResult],
        nodes: Mapping[str, Any],
        prints: Mapping[str, Print],
        run_id: str,
    ) -> None:
        """Write down what was built or passed, and from what."""
        self.connection.execute("delete from built.renewed")
        self.insert(rows_of(results, nodes, prints, run_id))

    def insert(self, rows: Iterable[Row]) -> None:
        """Write lines down."""
        values = [astuple(row) for row in rows]
        if values:
            marks = ", ".join("?" for _ in fields(Row))
            self.connection.executemany(f"insert into built.node values ({marks})", values)
