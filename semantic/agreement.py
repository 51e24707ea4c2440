"""Does Cube say what the snapshot says? Every additive measure, to the last digit."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from semantic.client import SemanticClient
from semantic.model_files import Part, cubes, is_additive, measures

if TYPE_CHECKING:
    import duckdb

Totals = dict[str, Decimal]


@dataclass(frozen=True)
class Difference:
    """A total that Cube and the snapshot do not agree on.

    Attributes:
        measure: The view's measure.
        group: The currency of the total; empty where the measure needs none.
        cube: The total that Cube gives; 0 for none.
        snapshot: The total that DuckDB computes from the snapshot's files; 0 for none.
    """

    measure: str
    group: str
    cube: Decimal
    snapshot: Decimal


def differences(client: SemanticClient, snapshot: "duckdb.DuckDBPyConnection") -> list[Difference]:
    """Compare each additive measure's total with the same total straight from the snapshot.

    Args:
        client: A client of somebody who sees everything: of a controller or an auditor.
        snapshot: The published snapshot that the server is bound to.

    Raises:
        QueryError: The server does not answer.
    """
    found = []
    for measure, cube, definition in _additive(client):
        ours = _from_snapshot(snapshot, cube, definition)
        theirs = _from_cube(client, measure, definition)
        for group in sorted(ours.keys() | theirs.keys()):
            left, right = theirs.get(group, Decimal(0)), ours.get(group, Decimal(0))
            if left != right:
                found.append(Difference(measure, group, left, right))
    return found


def _additive(client: SemanticClient) -> Iterator[tuple[str, Part, Part]]:
    """Yield each additive measure that the client may ask, with its cube and definition."""
    model = cubes()
    for view in client.meta():
        for measure in view["measures"]:
            cube, name = measure["aliasMember"].split(".")
            definition = measures(model[cube])[name]
            if is_additive(definition):
                yield measure["name"], model[cube], definition


def _from_cube(client: SemanticClient, measure: str, definition: Part) -> Totals:
    """Return the totals that Cube gives, by group."""
    per = definition["meta"].get("per")
    by = f"{measure.split('.')[0]}.{per}" if per else None
    rows = client.load({"measures": [measure], "dimensions": [by] if by else []}).rows
    return {str(row[by]) if by else "": row[measure] or Decimal(0) for row in rows}


def _from_snapshot(snapshot: "duckdb.DuckDBPyConnection", cube: Part, definition: Part) -> Totals:
    """Return the totals that DuckDB computes, by group."""
    source = f"({cube['sql']})" if "sql" in cube else cube["sql_table"]
    meta = definition["meta"]
    group = meta.get("per", "''")
    value = meta.get("adds") or definition.get("sql", "1")
    conditions = [one["sql"] for one in definition.get("filters", [])] or ["true"]
    statement = (
        f"select {group}, sum({value}) from {source} as source "
        f"where {' and '.join(conditions)} group by all"
    ).replace("{CUBE}", "source")
    rows = snapshot.execute(statement).fetchall()
    return {str(key): Decimal(total or 0) for key, total in rows}
