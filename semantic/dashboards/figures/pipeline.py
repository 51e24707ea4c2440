"""The open deals of a team."""

from datetime import UTC, datetime, timedelta

from semantic.dashboards.who import load
from semantic.result import Row

STALE_DAYS = 60
"""Days after which an open deal should have been won or lost."""


def open_amounts() -> list[Row]:
    """Return what is open in the CRM, by owner."""
    return load({"measures": ["pipeline.open_amount"], "dimensions": ["pipeline.owner_id"]})


def stale() -> list[Row]:
    """Return open deals that were created long ago or should be closed already, largest first."""
    names = ("opportunity_id", "name", "owner", "stage", "customer", "created_on", "closed_on")
    rows = load(
        {
            "measures": ["pipeline.open_amount"],
            "dimensions": [f"pipeline.{name}" for name in names],
            "segments": ["pipeline.open"],
            "order": [["pipeline.open_amount", "desc"]],
        }
    )
    now = datetime.now(UTC).replace(tzinfo=None)
    late = now - timedelta(days=STALE_DAYS)
    return [
        row | {"days": (now - row["created_on"]).days if row["created_on"] else None}
        for row in rows
        if (row["created_on"] and row["created_on"] < late)
        or (row["closed_on"] and row["closed_on"] < now)
    ]
