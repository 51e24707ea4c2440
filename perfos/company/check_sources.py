"""Checks of sources.yml that need more than one of its parts."""

from perfos.company.bind import Binder, binder
from perfos.company.column_type import ColumnType
from perfos.company.column_types import column_types
from perfos.company.entities import ENTITIES
from perfos.company.expressions import bare_column, columns_of
from perfos.company.mapping import Mapping
from perfos.company.problems import Location, one_of, shown
from perfos.company.sources import Sources, Table
from perfos.company.validate import YamlSource


def check_sources(sources: Sources, file: YamlSource) -> None:
    """Names that are unique, mappings of tables that exist, types that fit, SQL that is SQL."""
    tables = _tables(sources, file)
    by_table: dict[str, list[tuple[int, Mapping]]] = {name: [] for name in tables}
    for number, mapping in enumerate(sources.mappings):
        if mapping.from_ in tables:
            by_table[mapping.from_].append((number, mapping))
        else:
            at = ("mappings", number, "from")
            file.add(at, shown(mapping.from_), f"no such table; {one_of(mapping.from_, tables)}")
    with binder() as database:
        for name, mappings in by_table.items():
            numbers = {id(mapping): number for number, mapping in mappings}
            types, clashes = column_types(tables[name], [mapping for _, mapping in mappings])
            for mapping, finding in clashes:
                at_field: Location = ("mappings", numbers[id(mapping)], *finding.at)
                file.add(at_field, finding.found, finding.allowed)
            for number, mapping in mappings:
                _check_sql(number, mapping, types, database, file)


def _tables(sources: Sources, file: YamlSource) -> dict[str, Table]:
    """Return all tables as `source.table`, noting what is declared twice."""
    tables: dict[str, Table] = {}
    names: set[str] = set()
    for number, source in enumerate(sources.sources):
        if source.name in names:
            file.add(("sources", number, "name"), f'"{source.name}" twice', "each source once")
        names.add(source.name)
        for position, table in enumerate(source.tables):
            name = f"{source.name}.{table.name}"
            if name in tables:
                at = ("sources", number, "tables", position, "name")
                file.add(at, f'"{table.name}" twice', "each table of a source once")
            tables[name] = table
    return tables


def _check_sql(
    number: int,
    mapping: Mapping,
    types: dict[str, ColumnType],
    database: Binder,
    file: YamlSource,
) -> None:
    """Try every expression of a mapping on columns of the types that they will have."""
    entity = ENTITIES[mapping.entity]
    texts: list[tuple[Location, str, str]] = [
        (("mappings", number, "fields", name), text, entity.field(name).type)
        for name, text in mapping.fields.items()
        if bare_column(text) is None
    ]
    if mapping.where:
        texts.append((("mappings", number, "where"), mapping.where, "condition"))
    for at, text, needed in texts:
        columns = {name: types[name].type if name in types else "text" for name in columns_of(text)}
        complaint = database.complaint(text, columns, needed)
        if complaint:
            known = ", ".join(f"{name} is {type_}" for name, type_ in sorted(columns.items()))
            hint = f" ({known}; a column is text until its type is declared)" if known else ""
            file.add(at, shown(text), complaint + hint)
