"""What a finished run comes to, in the figures that a person asks for first."""

from dataclasses import dataclass

import dagster as dg

from orchestration.assets.snapshot import SNAPSHOT
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


FINDINGS = "_finding"
PERIODS = """
select
    (
        select min(period) || ' to ' || max(period)
        from ledger.period
        where events > 0 or entries > 0
    ) as periods,
    (select coalesce(sum(events), 0) from ledger.period) as events,
    (select count(*) from ledger.ledger_entries where run_id = $run_id) as entries_posted
"""


def summarise(location: Location, result: dg.ExecuteInProcessResult, seconds: float) -> Summary:
    """Return the figures of the run that has just ended, as it published them.

    The snapshot is read and not the warehouse, which the next run may hold already.
    """
    checks = result.get_asset_check_evaluations()
    stages = {
        str(event.step_key): event.step_success_data.duration_ms / 1000
        for event in result.all_events
        if event.is_step_success
    }
    published = next(
        event
        for event in result.asset_materializations_for_node("published__snapshot")
        if event.asset_key == SNAPSHOT
    )
    snapshots = Snapshots(location.state)
    snapshot = snapshots.get(str(published.metadata["snapshot"].value))
    with snapshots.open(snapshot.id) as connection:
        row = connection.execute(PERIODS, {"run_id": result.run_id}).fetchone()
    periods, events, entries_posted = row or ("", 0, 0)

    def rows(*tables: str) -> int:
        return sum(snapshot.tables[one].rows for one in tables if one in snapshot.tables)

    packages = location.packages
    return Summary(
        company=location.company.name,
        run_id=result.run_id,
        periods=periods or "none",
        events=events,
        credits=rows(*(f"{package}.credit" for package in packages)),
        earnings=rows(*(f"{package}.earning" for package in packages)),
        entries_posted=entries_posted,
        entries_total=rows("ledger.ledger_entries"),
        quarantined=rows("quality.quarantine"),
        checks_passed=sum(check.passed for check in checks),
        checks_failed=sum(is_failure(check) for check in checks),
        snapshot=snapshot.id,
        seconds=seconds,
        stages=stages,
    )


def is_failure(check: dg.AssetCheckEvaluation) -> bool:
    """Whether a check says that something is wrong with the run.

    What stands in a table of findings is work for people, as what is in quarantine is.
    """
    return not check.passed and not check.asset_key.path[-1].endswith(FINDINGS)
