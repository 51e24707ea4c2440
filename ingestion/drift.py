"""Schema drift: columns that a source has gained or lost, and cells that no longer read as before.

`raw.drift` has one row for each column as a load first saw it, and for each change from then on. A
new column is a dimension, a cell that does not read is its row's problem, and a column that a
mapping needs stops the load before anything is written: here stands what a load went on with.
"""

import duckdb

from ingestion.door.names import quoted
from ingestion.job import Job

TABLE = """
create table if not exists raw.drift (
    change_no bigint, source varchar, table_name varchar, column_name varchar, change varchar,
    detail varchar, seen_at timestamp
)
"""
"""`change` is first, new, gone, back, unreadable or readable."""

_NOTE = """
insert into raw.drift
with seen as (
    select unnest(?::varchar[]) as column_name
),

known as (
    select
        column_name,
        arg_max(change, change_no) filter (change in ('first', 'new', 'back', 'gone')) as place,
        arg_max(change, change_no) filter (change like '%readable') as reading
    from raw.drift
    where source = ? and table_name = ?
    group by column_name
),

last_load as (
    select load_id, timezone('UTC', inserted_at) as seen_at
    from raw._dlt_loads
    where status = 0
    order by inserted_at desc
    limit 1
),

problem as (
    select unnest(from_json(_problems, '[{{"column": "varchar", "found": "varchar"}}]')) as cell
    from raw.{table}
    where _problems is not null and _dlt_load_id = (select load_id from last_load)
),

unread as (
    select cell.column as column_name, count(*) as cells, min(cell.found) as example
    from problem
    where cell.column is not null
    group by cell.column
),

change as (
    select
        coalesce(seen.column_name, known.column_name) as column_name,
        case
            when seen.column_name is null then if(known.place = 'gone', null, 'gone')
            when known.place = 'gone' then 'back'
            when known.place is null then if(exists (select 1 from known), 'new', 'first')
        end as change,
        null as detail
    from seen
    full join known on seen.column_name = known.column_name
    union all
    select
        seen.column_name,
        case
            when unread.cells is not null then if(known.reading = 'unreadable', null, 'unreadable')
            when known.reading = 'unreadable' then 'readable'
        end,
        unread.cells || ' cells, such as "' || unread.example || '"'
    from seen
    left join unread on seen.column_name = unread.column_name
    left join known on seen.column_name = known.column_name
)

select
    (select coalesce(max(change_no), 0) from raw.drift) + row_number() over (order by column_name),
    ?, ?, column_name, change, detail, last_load.seen_at
from change
cross join last_load
where change is not null
returning column_name, change, detail
"""


def note_drift(connection: duckdb.DuckDBPyConnection, job: Job) -> tuple[str, ...]:
    """Note how the columns of a table differ from the load before; a first load differs in nothing.

    Args:
        connection: To the warehouse, after the load.
        job: The table; what it read names its columns.

    Returns:
        A few words for each change, such as `new column region`.
    """
    if not job.columns:
        return ()
    connection.execute(TABLE)
    names = [job.source.name, job.table.name]
    statement = _NOTE.format(table=quoted(job.name))
    found = connection.execute(statement, [sorted(job.columns), *names, *names]).fetchall()
    return tuple(
        f"{change} column {column}" + (f" ({detail})" if detail else "")
        for column, change, detail in sorted(found)
        if change != "first"
    )
