"""What a source does not keep: how its records changed, from the first load on.

A table with `history_of` has one row for each value of a watched column that a load found first or
found changed. It is written after the load, in one transaction, from what raw holds then: a load
that was killed before it is noted by the next one.
"""

import duckdb

from ingestion.door.names import literal, quoted, snake_case
from ingestion.door.records import exact_text
from ingestion.errors import LoadError
from ingestion.job import LoadResult
from perfos.company.sources import Source, Table

_TABLE = """
create table if not exists {history} (
    record_id varchar, field varchar, old_value varchar, new_value varchar, seen_at timestamp,
    is_first boolean, _dims varchar, _file varchar, _row bigint, _hash varchar, _problems varchar
)
"""

_NOTE = """
insert into {history}
with record as (
    select {key} as record_id, unnest([{values}]) as found
    from {table}
    where {has_key}
    qualify row_number() over (
        partition by record_id order by _dlt_load_id desc, _file desc, _row desc
    ) = 1
),

known as (
    select record_id, field, new_value
    from {history}
    qualify row_number() over (partition by record_id, field order by seen_at desc) = 1
),

last_load as (
    select
        timezone('UTC', max(inserted_at)) as seen_at,
        (select coalesce(max(_row), 0) from {history}) as last_row
    from raw._dlt_loads
    where status = 0
)

select
    record.record_id, record.found.field, known.new_value, record.found.value, last_load.seen_at,
    known.field is null, null, {name},
    last_load.last_row + row_number() over (order by record.record_id, record.found.field),
    md5(concat_ws(chr(31), record.record_id, record.found.field, last_load.seen_at)), null
from record
cross join last_load
left join known on record.record_id = known.record_id and record.found.field = known.field
where known.field is null or record.found.value is distinct from known.new_value
"""


def note_history(connection: duckdb.DuckDBPyConnection, source: Source, table: Table) -> LoadResult:
    """Note what has changed in the table that another one watches.

    Args:
        connection: To the warehouse.
        source: The source of both.
        table: The one that keeps the history.

    Raises:
        LoadError: The watched table has no such columns.
    """
    watched = f"{source.name}__{table.history_of}"
    known = connection.execute(f"describe raw.{quoted(watched)}").fetchall()
    types = {name: kind for name, kind, *_ in known}
    names = [snake_case(name) for name in (*table.key, *table.watch)]
    if missing := [name for name in names if name not in types]:
        raise LoadError(f"{source.name}.{table.name}: no column {', '.join(missing)} in {watched}")
    key, watch = names[: len(table.key)], names[len(table.key) :]
    history = f"raw.{quoted(f'{source.name}__{table.name}')}"
    statement = _NOTE.format(
        history=history,
        table=f"raw.{quoted(watched)}",
        name=literal(watched),
        key=f"concat_ws('-', {', '.join(exact_text(quoted(one), types[one]) for one in key)})",
        has_key=" and ".join(f"{quoted(one)} is not null" for one in key),
        values=", ".join(
            f"{{field: {literal(one)}, value: {exact_text(quoted(one), types[one])}}}"
            for one in watch
        ),
    )
    connection.execute(_TABLE.format(history=history))
    (new,) = connection.execute(statement).fetchone() or (0,)
    (total,) = connection.execute(f"select count(*) from {history}").fetchone() or (0,)
    return LoadResult(source.name, table.name, total, new, 0, 0, 0, {}, 0.0)
