"""One compiled package for all tests: compiling takes longer than calculating."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.package_session import Session
from tests.revops_metrics.session import STAGES

METHODS = ("bottom_up", "top_down", "weighted", "weighted_fixed", "statistical", "blend")
USUAL: Mapping[str, list[dict[str, Any]]] = {
    "revops_metrics__stages": STAGES,
    "methods": [{"method": method, "source_id": method} for method in METHODS],
    "categories": [
        {"category": "Commit", "counts_as": "commit"},
        {"category": "Best", "counts_as": "best_case"},
    ],
    "shares": [
        {"category": "commit", "share": "0.9"},
        {"category": "best_case", "share": "0.7"},
        {"category": "pipeline", "share": "0.3"},
    ],
    "probabilities": [
        {"stage": "Talk", "probability": "0.2"},
        {"stage": "Offer", "probability": "0.6"},
    ],
    "settings": [
        {"setting": "fewest_quarters", "value": 1},
        {"setting": "most_quarters", "value": 2},
        {"setting": "fewest_deals", "value": 2},
    ],
}


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Return the package alone; each test fills what it reads anew."""
    place = tmp_path_factory.mktemp("sales_forecast")
    return Session(place, "sales_forecast", USUAL, ["revops_metrics"])
