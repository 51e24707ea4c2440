"""What the page of operations shows: runs, records in and out, quarantine, quotas, exceptions."""

from datetime import UTC, datetime

from semantic.dashboards.figures.windows import running
from semantic.dashboards.who import groups, load
from semantic.result import Row

QUARANTINE = (
    "source_system", "source_table", "source_file", "source_row", "source_id", "entity", "reason",
    "advice",
)  # fmt: skip
PAY = {"sales_ops", "finance", "auditor"}
"""Groups for whom records and balances may be asked; Cube refuses them to everybody else."""


def sees_pay() -> bool:
    """Whether the person's groups may see everybody's records and balances."""
    return bool(PAY & set(groups()))


def runs() -> list[Row]:
    """Return the runs, newest first."""
    names = ("run_no", "run_id", "actor", "reason", "started_at", "code_revision")
    rows = load(
        {
            "measures": ["runs.entries"],
            "dimensions": [f"runs.{name}" for name in names],
            "order": [["runs.run_no", "desc"]],
            "limit": 20,
        }
    )
    return sorted(rows, key=lambda row: -int(row["run_no"]))


def reconciliation() -> list[Row]:
    """Return, for each mapping, the records that came in and what became of them."""
    names = ("rows_raw", "rows_excluded", "rows_conformed", "rows_quarantined")
    kinds = ("entity", "source_system", "source_table", "is_balanced")
    return load(
        {
            "measures": [f"data_quality.{name}" for name in names],
            "dimensions": [f"data_quality.{name}" for name in kinds],
        }
    )


def checks() -> list[Row]:
    """Return the checks of the run that published, those that found something first."""
    names = ["relation", "check_name", "passed", "blocking"]
    names += ["message"] if sees_pay() else []
    rows = load(
        {
            "measures": ["checks.failing_rows"],
            "dimensions": [f"checks.{name}" for name in names],
            "limit": 50000,
        }
    )
    return sorted(rows, key=lambda row: (row["passed"], row["relation"], row["check_name"]))


def quarantine() -> list[Row]:
    """Return the records that cannot be used; the record itself for whom it may be shown."""
    names = [*QUARANTINE, *(["found", "record"] if sees_pay() else [])]
    return load({"dimensions": [f"quarantined_records.{name}" for name in names], "limit": 50000})


def quotas() -> list[Row]:
    """Return the quotas whose window is running."""
    names = ("payee_id", "payee", "plan", "component", "window", "unit", "quota_name", "is_missing")
    return load(
        {
            "measures": ["attainment.quota", "attainment.reached", "attainment.attainment"],
            "dimensions": [f"attainment.{name}" for name in names],
            "timeDimensions": [{"dimension": "attainment.window_start", "granularity": "day"}],
            "filters": [running(datetime.now(UTC).date())],
        }
    )


def exceptions() -> list[tuple[str, Row]]:
    """Return what somebody should look at: kind of exception and row."""
    found = [("unbalanced", row) for row in reconciliation() if not row["is_balanced"]]
    missing = load(
        {
            "dimensions": [
                *("attainment.payee_id", "attainment.payee", "attainment.plan"),
                "attainment.quota_name",
            ],
            "filters": [
                {"member": "attainment.is_missing", "operator": "equals", "values": ["true"]}
            ],
        }
    )
    found += [("missing quota", row) for row in missing]
    if sees_pay():
        found += [("debt", row) for row in _debts()]
    return found


def _debts() -> list[Row]:
    """Return who earned less than nothing in a month: more was clawed back than earned."""
    return load(
        {
            "measures": ["balances.net_earned"],
            "dimensions": [
                *("balances.payee_id", "balances.payee"),
                *("balances.posting_period", "balances.currency"),
            ],
            "filters": [{"member": "balances.net_earned", "operator": "lt", "values": ["0"]}],
        }
    )
