"""A snapshot as of a time: what was known then, whatever became known later."""

import duckdb

# What is fixed, or said by the company's settings: it takes no part in what was known.
FIXED = {"core.account", "core.calendar", "core.company", "core.currency"}
REBUILT = "ledger.period"

# A run's entries are known from the moment at which the log notes what it has calculated.
KNOWN = """
create temp table known as
select run_id
from ledger.run_log
where run_no <= (
    select coalesce(max(after_run_no), 0)
    from ledger.period_event
    where recorded_at <= getvariable('as_of')::timestamp
)
"""
PERIOD = """
create view ledger.period as
with moved as (
    select period, arg_max(action, event_no) as state
    from ledger.period_event
    where action in ('calculated', 'submitted', 'closed', 'paid', 'reopened')
        or (action = 'approved' and subject is null)
    group by period
),

posted as (
    select posting_period as period, count(*) as entries
    from ledger.ledger_entries
    group by posting_period
),

owed as (
    select
        posting_period as period,
        count(distinct payee_id) as payees,
        sum(amount_reporting) as owed
    from ledger.statement_line
    group by posting_period
)

select
    coalesce(moved.period, posted.period) as period,
    coalesce(moved.state, 'open') as state,
    null::bigint as events,
    coalesce(posted.entries, 0) as entries,
    coalesce(owed.payees, 0) as payees,
    cast(coalesce(owed.owed, 0) as decimal(28, 6)) as owed,
    (select currency from core.company) as currency
from moved
full outer join posted on moved.period = posted.period
left join owed on coalesce(moved.period, posted.period) = owed.period
"""


def go_back(snapshot: duckdb.DuckDBPyConnection, as_of: str) -> None:
    """Leave in a snapshot only what was known at a time.

    The ledger and its log are cut off at that time. Everything else (names, titles, what the rules
    say now) is a later state of records that may have changed: it is left empty, so that the same
    question has the same answer for ever.

    Args:
        snapshot: A connection to a published snapshot; it is changed.
        as_of: The time, UTC, ISO 8601.
    """
    snapshot.execute(f"set variable as_of = '{as_of}'")
    snapshot.execute(KNOWN)
    columns: dict[str, set[str]] = {}
    for table, column in snapshot.execute(
        "select table_schema || '.' || table_name, column_name from information_schema.columns "
        "where table_catalog = 'memory'"
    ).fetchall():
        columns.setdefault(table, set()).add(column)
    for table in sorted(columns.keys() - FIXED):
        _cut(snapshot, table, columns[table])
    snapshot.execute("drop view if exists ledger.period")
    snapshot.execute(PERIOD)


def _cut(snapshot: duckdb.DuckDBPyConnection, table: str, columns: set[str]) -> None:
    """Replace a view by what was known of it."""
    schema, name = table.split(".")
    known = "false"
    if schema == "ledger" and "recorded_at" in columns and "event_no" in columns:
        known = "recorded_at <= getvariable('as_of')::timestamp"
    elif schema == "ledger" and "run_id" in columns:
        known = "run_id in (select run_id from known)"
    snapshot.execute(f'alter view {schema}."{name}" rename to "{name}_later"')
    snapshot.execute(
        f'create view {schema}."{name}" as select * from {schema}."{name}_later" where {known}'
    )
