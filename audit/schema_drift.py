"""When the columns of a source change: told once to whom it concerns."""

import duckdb

from audit.notify import deliver, filled, now
from perfos.company.notifications import Notifications

TABLES = """
create table if not exists ledger.drift_notification (
    change_no bigint, recipient varchar, is_delivered boolean, problem varchar,
    recorded_at timestamp
)
"""
UNTOLD = """
select
    max(change_no) as change_no,
    string_agg(
        source || '.' || table_name || ': ' || change || ' column ' || column_name
        || coalesce(' (' || detail || ')', ''),
        chr(10) order by change_no
    ) as changes
from raw.drift
where change <> 'first' and change_no > (
    select coalesce(max(change_no), 0) from ledger.drift_notification where recipient = ?
)
having count(*) > 0
"""
IS_NOTED = "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = 'drift'"


def tell_drift(
    connection: duckdb.DuckDBPyConnection, company: str, wanted: Notifications
) -> list[str]:
    """Send what has changed since the last message, and record each delivery.

    Returns:
        A sentence for each message that could not be delivered.
    """
    if not wanted.drift or not connection.execute(IS_NOTED).fetchall():
        return []
    connection.execute(TABLES)
    problems = []
    for one in wanted.drift:
        for change_no, changes in connection.execute(UNTOLD, [one.to]).fetchall():
            words = {"company": company, "changes": changes}
            problem = deliver(one.to, filled(one.title, words), filled(one.body, words))
            connection.execute(
                "insert into ledger.drift_notification values (?, ?, ?, ?, ?)",
                [change_no, one.to, not problem, problem, now()],
            )
            if problem:
                problems.append(f"changed columns were not told to {one.to}: {problem}")
    return problems
