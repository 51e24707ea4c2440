"""Forecasts: versions and methods, the deals of a version, and how exact methods were."""

from typing import Any

from semantic.dashboards.who import has_view, load
from semantic.result import Row

AMOUNTS = ("closed_amount", "open_amount", "later_amount", "amount")
OF_DEAL = ("opportunity_id", "deal", "person", "quarter", "category", "closed_on", "risk")
SHOWN = 50


def versions() -> dict[str, str]:
    """Return the day of each version by its month, newest first; none without forecasts."""
    if not has_view("forecasts"):
        return {}
    rows = load({"dimensions": ["forecasts.version"], "limit": 1000})
    days = sorted((str(row["version"]) for row in rows), reverse=True)
    return {day[:7]: day for day in days}


def by_method(version: str) -> list[Row]:
    """Return what each method expects of each quarter, the blend first."""
    rows = _load("forecasts", AMOUNTS, ("quarter", "first_month", "method"), version)
    return sorted(rows, key=lambda row: (row["quarter"], row["method"] != "blend", row["method"]))


def by_category(version: str) -> list[Row]:
    """Return the open deals of each quarter and category."""
    rows = _load("forecast_deals", ("amount", "count"), ("quarter", "category"), version)
    return sorted(rows, key=lambda row: (row["quarter"] or "~", row["category"]))


def at_risk(version: str) -> list[Row]:
    """Return the largest deals that are due in a quarter and may not be won in it."""
    risky = {"member": "forecast_deals.risk", "operator": "notEquals", "values": [""]}
    due = {"member": "forecast_deals.quarter", "operator": "set"}
    order = [["forecast_deals.amount", "desc"], ["forecast_deals.opportunity_id", "asc"]]
    filters = [risky, due]
    return _load("forecast_deals", ("amount",), OF_DEAL, version, filters, order=order, limit=SHOWN)


def target(period: str) -> Any:  # noqa: ANN401 - a decimal, or nothing.
    """Return the quota of the windows that a month is in, if anything is known of it."""
    if not has_view("revops"):
        return None
    where = [{"member": "revops.period", "operator": "equals", "values": [period]}]
    rows = load({"measures": ["revops.quota_amount"], "filters": where})
    return rows[0]["quota_amount"] if rows else None


def errors() -> dict[str, dict[int, Row]]:
    """Return error and bias of each method by months to the end; none for whom it is not shown."""
    if not has_view("forecast_scores"):
        return {}
    where = [{"member": "forecast_scores.level", "operator": "equals", "values": ["company"]}]
    rows = load(
        {
            "measures": ["forecast_scores.error_share", "forecast_scores.bias"],
            "dimensions": ["forecast_scores.method", "forecast_scores.horizon"],
            "filters": where,
        }
    )
    found: dict[str, dict[int, Row]] = {}
    for row in sorted(rows, key=lambda row: (row["method"] != "blend", row["method"])):
        found.setdefault(str(row["method"]), {})[int(row["horizon"])] = row
    return found


def _load(
    view: str,
    measures: tuple[str, ...],
    keys: tuple[str, ...],
    version: str,
    filters: list[Any] | None = None,
    **more: Any,  # noqa: ANN401
) -> list[Row]:
    """Return measures of one version."""
    of_version = {"member": f"{view}.version", "operator": "equals", "values": [version]}
    return load(
        {
            "measures": [f"{view}.{name}" for name in measures],
            "dimensions": [f"{view}.{name}" for name in keys],
            "filters": [of_version, *(filters or [])],
            **more,
        }
    )
