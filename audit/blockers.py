"""What stands in the way of a close, and what of it can be waived."""

import duckdb

from audit.states import CLOSED, Month, first_open, next_month

QUARANTINE = """
select
    entity || ' of ' || source_system || '.' || source_table,
    rows_quarantined,
    rows_raw - rows_excluded
from quality.reconciliation
cross join core.company
where rows_quarantined > max_quarantined_share * (rows_raw - rows_excluded)
order by all
"""
FAILED = """
select relation || ': ' || check_name || coalesce(' (' || failing_rows || ' rows)', '')
from ledger.check_result
inner join control.run on check_result.run_id = run.run_id
where blocking and not passed
order by all
"""
LAST_RUN = """
select run.run_id, run_end.run_id is not null
from control.run
left join ledger.run_end on run.run_id = run_end.run_id
"""


def earlier(period: str, found: dict[str, Month], first_open_period: str) -> list[str]:
    """Return why this month is not the one to be closed: an earlier one is open."""
    border = first_open(first_open_period, found)
    if border >= period:
        return []
    waiting = [border]
    while next_month(waiting[-1]) < period:
        waiting.append(next_month(waiting[-1]))
    return [
        f"{one} is {found.get(one, Month()).state}: months close in order, so close {one} first"
        for one in waiting
        if found.get(one, Month()).state not in CLOSED
    ]


def blockers(connection: duckdb.DuckDBPyConnection, month: Month) -> dict[str, str]:
    """Return what stands in the way and was not waived: subject -> what was found."""
    found = {}
    run_id, ended = connection.execute(LAST_RUN).fetchall()[0]
    failed = [text for (text,) in connection.execute(FAILED).fetchall()]
    if failed or not ended:
        what = "; ".join(failed) or "it did not reach its end"
        found["checks"] = f"the last run ({run_id[:8]}) failed: {what}"
    crowded = connection.execute(QUARANTINE).fetchall()
    if crowded:
        found["quarantine"] = "in quarantine, above the limit: " + "; ".join(
            f"{rows:,} of {read:,} records, {where}" for where, rows, read in crowded
        )
    for dispute in month.open_disputes():
        found[f"dispute:{dispute}"] = f"dispute {dispute} is open"
    return {subject: text for subject, text in found.items() if subject not in month.waived}
