"""The package on its own, with stages and settings."""

from pathlib import Path
from typing import Any

from tests.package_session import Session

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


class Metrics(Session):
    """The models of `revops_metrics`.

    Args:
        place: Where dbt's workspace goes.
    """

    def __init__(self, place: Path) -> None:
        super().__init__(place, "revops_metrics", {"stages": STAGES, "settings": SETTINGS})
