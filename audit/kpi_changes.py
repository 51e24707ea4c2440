"""When a KPI passes a threshold, or comes back: noted once, and told once to whom it concerns."""

import duckdb

from audit.notify import deliver, filled, now
from perfos.company.notifications import KpiNotification, Notifications
from perfos.scorecard.words import shown

TABLES = """
create table if not exists ledger.kpi_change (
    change_no integer, kpi_id varchar, period varchar, status varchar, status_before varchar,
    value decimal(28, 10), target decimal(28, 10), run_id varchar, recorded_at timestamp
);
create table if not exists ledger.kpi_notification (
    change_no integer, recipient varchar, is_delivered boolean, problem varchar,
    recorded_at timestamp
)
"""
NOTE = """
insert into ledger.kpi_change
with last_change as (
    select kpi_id, arg_max(status, change_no) as status from ledger.kpi_change group by kpi_id
),

known as (
    select max(change_no) as change_no from ledger.kpi_change
)

select
    coalesce(known.change_no, 0) + row_number() over (order by card.kpi_no) as change_no,
    card.kpi_id,
    card.period,
    card.status,
    coalesce(last_change.status, 'good') as status_before,
    card.value,
    card.target,
    ? as run_id,
    ? as recorded_at
from scorecard.scorecard as card
left join last_change on card.kpi_id = last_change.kpi_id
cross join known
where card.status not in ('unmeasured', coalesce(last_change.status, 'good'))
"""
UNTOLD = """
select
    change.change_no, change.kpi_id, card.title, card.owner, change.period, change.status,
    change.status_before, change.value, change.target, card.unit
from ledger.kpi_change as change
inner join scorecard.scorecard as card on change.kpi_id = card.kpi_id
where change.change_no not in (
    select change_no from ledger.kpi_notification where recipient = ?
)
qualify change.change_no = max(change.change_no) over (partition by change.kpi_id)
order by change.change_no
"""


def note_changes(connection: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Note each KPI whose state is another one than what was noted last."""
    connection.execute(TABLES)
    connection.execute(NOTE, [run_id, now()])


def tell_changes(
    connection: duckdb.DuckDBPyConnection, company: str, wanted: Notifications
) -> list[str]:
    """Send the last change of each KPI to whom it was not told yet, and record each delivery.

    Returns:
        A sentence for each message that could not be delivered.
    """
    problems = []
    for one in wanted.kpis:
        for change in connection.execute(UNTOLD, [one.to]).fetchall():
            if problem := _tell(connection, company, one, change):
                problems.append(f"KPI {change[1]} was not told to {one.to}: {problem}")
    return problems


def _tell(
    connection: duckdb.DuckDBPyConnection, company: str, one: KpiNotification, change: tuple
) -> str:
    change_no, kpi_id, title, owner, period, status, before, value, target, unit = change
    if status not in one.on or (one.kpis is not None and kpi_id not in one.kpis):
        return ""
    words = {"company": company, "kpi": title, "owner": owner, "period": period}
    words |= {"status": status, "before": before, "value": shown(value, unit)}
    words |= {"target": shown(target, unit)}
    problem = deliver(one.to, filled(one.title, words), filled(one.body, words))
    connection.execute(
        "insert into ledger.kpi_notification values (?, ?, ?, ?, ?)",
        [change_no, one.to, not problem, problem, now()],
    )
    return problem
