"""What type a column has: the declared one, or that of the fields which it becomes unchanged."""

from collections.abc import Iterable
from typing import cast, get_args

from perfos.company.entities import ENTITIES, SQL_TYPES
from perfos.company.expressions import bare_column
from perfos.company.problems import Finding
from perfos.company.sources import ColumnType, Mapping, Table, TypeName

# Which types of a column hold every value of a field's type.
_HOLDS = {
    "text": set(get_args(TypeName)),
    "date": {"date", "timestamp"},
    "timestamp": {"timestamp", "date"},
    "decimal": {"decimal", "rate", "integer"},
    "rate": {"rate", "integer"},
    "integer": {"integer"},
    "boolean": {"boolean"},
}


def column_types(
    table: Table, mappings: Iterable[Mapping]
) -> tuple[dict[str, ColumnType], list[tuple[Mapping, Finding]]]:
    """Return the types of a table's columns, and the mappings that contradict them."""
    wanted: dict[str, list[tuple[Mapping, str, str]]] = {}
    for mapping in mappings:
        for name, text in mapping.fields.items():
            column = bare_column(text)
            if column:
                type_ = ENTITIES[mapping.entity].field(name).type
                wanted.setdefault(column, []).append((mapping, name, type_))
    types = dict(table.columns)
    clashes = []
    for column, uses in wanted.items():
        needed = [type_ for _, _, type_ in uses]
        if column not in types:
            inferred = _common(needed)
            if inferred != "text":
                types[column] = ColumnType(type=inferred)
        elif types[column].type == "decimal" and "rate" in needed:
            # Declared for its decimal comma; the field says how many digits are kept.
            types[column] = types[column].model_copy(update={"type": "rate"})
        has = types[column].type if column in types else "text"
        clashes += [
            (
                mapping,
                Finding(("fields", name), f"{column}, which is {has}", _advice(column, type_)),
            )
            for mapping, name, type_ in uses
            if has not in _HOLDS[type_]
        ]
    return types, clashes


def _common(needed: list[str]) -> TypeName:
    """Return the richest type that serves all fields; the first where none does."""
    for candidate in ("timestamp", "rate", "decimal", *needed):
        if candidate in needed and all(candidate in _HOLDS[type_] for type_ in needed):
            return cast(TypeName, candidate)
    return cast(TypeName, needed[0])


def _advice(column: str, type_: str) -> str:
    return (
        f"{type_} is needed: declare the column so under `columns`, or convert it, "
        f"such as cast({column} as {SQL_TYPES[type_]})"
    )
