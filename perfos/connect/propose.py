"""Mappings proposed for tables, by the names of their columns and the values in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Json = dict[str, Any]
FIRST_DAY = "2000-01-01"


@dataclass(frozen=True)
class Found:
    """A table as it was found.

    Attributes:
        name: `source.table`.
        values: Some values of each column, as text, by the column's name.
    """

    name: str
    values: Mapping[str, list[str]] = field(default_factory=dict)


def propose(tables: list[Found], currency: str, role: str) -> list[Json]:
    """Return mappings, as sources.yml has them; a table whose names say nothing has none.

    Args:
        tables: The tables of one source.
        currency: Of amounts without a column that says it.
        role: Of people without one.
    """
    rest = list(tables)
    made: list[Json] = []
    deals = _best(rest, "opportunity", ("opportunity_id", "stage", "amount"))
    if deals:
        rest.remove(deals)
        made += _of_deals(deals, currency)
    people = _best(rest, "org_assignment", ("person_id", "manager_id"))
    if people:
        rest.remove(people)
        made += _of_teams(people, role)
    elif deals and (owner := _match("opportunity", deals).get("owner_id")):
        made += _of_owners(deals.name, owner, role)
    for entity, needed in (
        ("product", ("product_id", "list_price")),
        ("customer", ("customer_id", "name")),
    ):
        table = _best(rest, entity, needed)
        if table:
            rest.remove(table)
            made.append(_mapping(entity, table.name, _match(entity, table)))
    return made


def _of_deals(deals: Found, currency: str) -> Iterator[Json]:
    """Yield the opportunities of a table, and its won deals as bookings."""
    fields = _match("opportunity", deals)
    fields.setdefault("currency", f"'{currency}'")
    stage = fields["stage"]
    won, lost = (_stages(deals.values[stage], what) for what in ("won", "lost"))
    is_won = f"{stage} in ({won})" if won else ""
    if is_won:
        fields |= {"is_closed": f"{stage} in ({', '.join(filter(None, (won, lost)))})"}
        fields |= {"is_won": is_won}
    yield _mapping("opportunity", deals.name, fields)
    if is_won and "closed_on" in fields:
        same = ("amount", "currency", "owner_id", "customer_id", "product_id")
        event = {"event_id": fields["opportunity_id"], "kind": "'booking'"}
        event |= {"occurred_on": fields["closed_on"]}
        event |= {name: fields[name] for name in same if name in fields}
        yield _mapping("event", deals.name, event, where=is_won)


def _of_teams(people: Found, role: str) -> Iterator[Json]:
    """Yield the people of a table, their managers, and who leads whom."""
    fields = _match("org_assignment", people)
    yield _mapping("person", people.name, _match("person", people), distinct=True)
    manager = fields["manager_id"]
    is_there = f"{manager} is not null"
    managers = {"person_id": manager, "name": manager}
    known = set(people.values[fields["person_id"]])
    if not known.issuperset(people.values[manager]):
        yield _mapping("person", people.name, managers, where=is_there, distinct=True)
    fields = {"role": f"'{role}'", "valid_from": f"date '{FIRST_DAY}'"} | fields
    yield _mapping("org_assignment", people.name, fields)


def _of_owners(table: str, owner: str, role: str) -> Iterator[Json]:
    """Yield the owners of deals as people."""
    where = f"{owner} is not null"
    yield _mapping("person", table, {"person_id": owner, "name": owner}, where, True)
    fields = {"person_id": owner, "role": f"'{role}'", "valid_from": f"date '{FIRST_DAY}'"}
    yield _mapping("org_assignment", table, fields, where, True)


def _mapping(
    entity: str, table: str, fields: dict[str, str], where: str = "", distinct: bool = False
) -> Json:
    made: Json = {"entity": entity, "from": table}
    made |= {"where": where} if where else {}
    made |= {"distinct": True} if distinct else {}
    return made | {"fields": fields}


def _best(tables: list[Found], entity: str, needed: tuple[str, ...]) -> Found | None:
    """Return the table with most fields of an entity, of those that have the needed ones."""
    fit = [one for one in tables if set(needed) <= set(_match(entity, one))]
    return max(fit, key=lambda one: len(_match(entity, one)), default=None)


def _match(entity: str, table: Found) -> dict[str, str]:
    """Return the column of each field that one is named like."""
    found = {}
    for name, words in _words()[entity].items():
        column = next((word for word in words if word in table.values), None)
        if column:
            found[name] = column
    return found


def _stages(values: list[str], what: str) -> str:
    """Return the values that mean won, or lost, as a list of SQL."""
    words = set(_words()[what])
    found = sorted({one for one in values if one.strip().lower() in words})
    return ", ".join("'" + one.replace("'", "''") + "'" for one in found)


@cache
def _words() -> Json:
    read: Json = YAML(typ="safe").load(Path(__file__).with_name("words.yml"))
    return read
