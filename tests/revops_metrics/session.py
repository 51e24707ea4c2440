"""The package on its own, with the stages and settings that its tests are told in."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.package_session import PackageSession

NAME = "revops_metrics"
STAGES: list[dict[str, Any]] = [
    {"stage": "Talk", "position": 1, "outcome": "open", "is_late": False, "probability": "0.2"},
    {"stage": "Offer", "position": 2, "outcome": "open", "is_late": True, "probability": "0.5"},
    {"stage": "Won", "position": 3, "outcome": "won", "is_late": False},
    {"stage": "Lost", "position": 4, "outcome": "lost", "is_late": False},
]
SETTINGS = [
    {"setting": "stale_after_days", "value": 14},
    {"setting": "first_touch_share", "value": "0.4"},
    {"setting": "last_touch_share", "value": "0.4"},
]


class Session(PackageSession):
    """The models of the package; stages and settings are there unless they are given."""

    def __init__(self, place: Path) -> None:
        super().__init__(place, NAME, {"stages": STAGES, "settings": SETTINGS})


def change(deal: str, at: str | date, field: str, old: Any, new: Any) -> dict[str, Any]:
    """Return a row of the log."""
    return {
        "opportunity_id": deal,
        "changed_at": at,
        "field": field,
        "old_value": old,
        "new_value": new,
    }
