"""What a finished run comes to, in the figures that a person asks for first."""

from dataclasses import dataclass

import dagster as dg
import duckdb

from orchestration.location import Location
from semantic.snapshot import Snapshots


@dataclass(frozen=True)
class Summary:
    """The end of a run.

    Attributes:
        company: Name of the company.
        run_id: The run in Dagster.
        periods: First and last month with events, as `YYYY-MM to YYYY-MM`.
        events: Events in the core.
        credits: Credits of all rule packages.
        earnings: Lines of pay that are desired now.
        entries_posted: Entries that this run appended to the ledger; 0 when nothing changed.
        entries_total: Entries in the ledger.
        quarantined: Records that could not be used.
        checks_passed: Checks that passed.
        checks_failed: Checks that did not (warnings only; others stop the run).
        snapshot: The published snapshot.
        seconds: Wall time.
        stages: Seconds of each step of the run, in order.
    """

    company: str
    run_id: str
    periods: str
    events: int
    credits: int
    earnings: int
    entries_posted: int
    entries_total: int
    quarantined: int
    checks_passed: int
    checks_failed: int
    snapshot: str
    seconds: float
    stages: dict[str, float]


COUNTS = """
select
    (
        select min(period) || ' to ' || max(period)
        from ledger.period
        where events > 0 or entries > 0
    ) as periods,
    (select coalesce(sum(events), 0) from ledger.period) as events,
    (select count(*) from ledger.ledger_entries where run_id = $run_id) as entries_posted,
    (select count(*) from ledger.ledger_entries) as entries_total,
    (select count(*) from quality.quarantine) as quarantined
"""


def summarise(location: Location, result: dg.ExecuteInProcessResult, seconds: float) -> Summary:
    """Return the figures of the run that has just ended."""
    checks = result.get_asset_check_evaluations()
    run_id = result.run_id
    stages = {
        str(event.step_key): event.step_success_data.duration_ms / 1000
        for event in result.all_events
        if event.is_step_success
    }
    packages = location.packages
    with duckdb.connect(str(location.state.warehouse), read_only=True) as connection:
        row = connection.execute(COUNTS, {"run_id": run_id}).fetchone()
        credits, earnings = (
            sum(count(connection, f"{package}.{table}") for package in packages)
            for table in ("credit", "earning")
        )
    periods, events, entries_posted, entries_total, quarantined = row or ("", 0, 0, 0, 0)
    return Summary(
        company=location.company.name,
        run_id=run_id,
        periods=periods or "none",
        events=events,
        credits=credits,
        earnings=earnings,
        entries_posted=entries_posted,
        entries_total=entries_total,
        quarantined=quarantined,
        checks_passed=sum(check.passed for check in checks),
        checks_failed=sum(not check.passed for check in checks),
        snapshot=Snapshots(location.state).current().id,
        seconds=seconds,
        stages=stages,
    )


def count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """Return the rows of `relation`, 0 if the package has no such table."""
    schema, name = relation.split(".")
    exists = connection.execute(
        "select 1 from information_schema.tables where table_schema = ? and table_name = ?",
        [schema, name],
    ).fetchone()
    if not exists:
        return 0
    row = connection.execute(f'select count(*) from "{schema}"."{name}"').fetchone()
    return int(row[0]) if row else 0
