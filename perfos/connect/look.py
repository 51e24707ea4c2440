"""Looking at a source before it is one: its columns, and the rows that mappings make of it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from ingestion import load
from perfos.company import Company
from perfos.company.sources import Mapping, Source, Sources
from perfos.connect.propose import Found
from perfos.paths import State

ROWS = 20
_SAMPLED = 5000


def found_tables(company: Company, source: Source) -> list[Found]:
    """Load a source's tables aside, and return their columns with some of their values.

    Raises:
        LoadError: The source cannot be read.
    """
    with _aside(company, source, ()) as warehouse:
        return [
            Found(f"{source.name}.{table.name}", _values(warehouse, f"{source.name}__{table.name}"))
            for table in source.tables
        ]


def _values(warehouse: duckdb.DuckDBPyConnection, table: str) -> dict[str, list[str]]:
    """Return the values of each column, of which nothing is known yet: all are dimensions."""
    rows = warehouse.execute(
        f"select key, list(distinct value) from (select unnest(map_entries(cast(_dims as json)::"
        f'map(varchar, varchar)), recursive := true) from (from raw."{table}" limit {_SAMPLED})) '
        "group by key order by key"
    ).fetchall()
    return dict(rows)


@dataclass(frozen=True)
class Preview:
    """What a mapping makes of real rows.

    Attributes:
        mapping: The mapping.
        rows: Its first rows; amounts without zeros at the end.
        first_day, last_day: Of all events, where it maps events that have days.
    """

    mapping: Mapping
    rows: list[dict[str, Any]]
    first_day: date | None = None
    last_day: date | None = None


def previews(company: Company, sources: Sources, name: str) -> Iterator[Preview]:
    """Load a source aside as it is declared; yield what each of its mappings makes of it.

    Args:
        company: The company that it is for.
        sources: Sources and mappings, those of other sources too.
        name: The source.

    Raises:
        LoadError: The source cannot be read.
    """
    (source,) = (one for one in sources.sources if one.name == name)
    mappings = tuple(one for one in sources.mappings if one.source == name)
    with _aside(company, source, mappings) as warehouse:
        for mapping in mappings:
            yield _preview(warehouse, mapping)


def _preview(warehouse: duckdb.DuckDBPyConnection, mapping: Mapping) -> Preview:
    fields = ", ".join(f'try({sql}) as "{field}"' for field, sql in mapping.fields.items())
    query = (
        f"select {'distinct' if mapping.distinct else ''} {fields} "
        f'from raw."{mapping.source}__{mapping.table}" where {mapping.where or "true"}'
    )
    answer = warehouse.execute(f"{query} limit {ROWS}")
    columns = [one[0] for one in answer.description or ()]
    rows = [dict(zip(columns, map(_short, row), strict=True)) for row in answer.fetchall()]
    days: tuple[Any, ...] = (None, None)
    if "occurred_on" in columns:
        spans = f"select min(occurred_on::date), max(occurred_on::date) from ({query})"
        days = warehouse.execute(spans).fetchone() or days
    return Preview(mapping, rows, *days)


def _short(value: object) -> object:
    """Return a decimal without zeros at its end, and all else as it is."""
    if not isinstance(value, Decimal):
        return value
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def unfit(company: Company, found: list[Preview]) -> Iterator[str]:
    """Yield what in company.yml does not go with the days of the events."""
    limits = company.settings.limits
    for one in found:
        if not one.first_day or not one.last_day:
            continue
        if one.first_day < limits.earliest or one.last_day > limits.latest:
            yield (
                f"events are from {one.first_day} to {one.last_day}; `limits` takes "
                f"{limits.earliest} to {limits.latest}, and the others go to quarantine"
            )
        period = f"{one.first_day:%Y-%m}"
        if period < company.settings.first_open_period:
            yield (
                f"events begin in {period}; `first_open_period` is "
                f"{company.settings.first_open_period}, where all that is earlier is posted"
            )


@contextmanager
def _aside(
    company: Company, source: Source, mappings: tuple[Mapping, ...]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Load one source into a warehouse that is thrown away afterwards."""
    alone = replace(company, sources=(source,), mappings=mappings)
    with tempfile.TemporaryDirectory() as folder:
        state = State(Path(folder))
        load(alone, state)
        with duckdb.connect(str(state.warehouse), read_only=True) as warehouse:
            yield warehouse
