"""The KPIs as they stand, and as they were."""

from collections import defaultdict

from semantic.dashboards.who import load
from semantic.result import Row

OF_KPI = (
    "kpi_id", "kpi_no", "kpi", "owner", "cadence", "objective", "metric", "follows", "member",
    "unit", "better", "status", "period", "value", "change", "target", "due_on", "due_target",
    "projected", "will_be_met",
)  # fmt: skip
SHOWN = 13


def kpis() -> list[Row]:
    """Return the KPIs in the order of kpis.yml."""
    rows = load({"dimensions": [f"scorecard.{name}" for name in OF_KPI], "limit": 1000})
    return sorted(rows, key=lambda row: int(row["kpi_no"]))


def history() -> dict[str, list[Row]]:
    """Return the last periods of each KPI, oldest first."""
    names = ("kpi_id", "period", "starts_on", "value", "target", "status")
    found: dict[str, list[Row]] = defaultdict(list)
    rows = load({"dimensions": [f"kpi_history.{name}" for name in names], "limit": 50000})
    for row in sorted(rows, key=lambda row: row["starts_on"]):
        found[row["kpi_id"]].append(row)
    return {kpi: rows[-SHOWN:] for kpi, rows in found.items()}
