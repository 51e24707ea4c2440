"""Published worked examples: their figures, out of deals, through the models."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.package_session import Session, change


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict[str, Any]]:
    """Return the published examples by id."""
    text = (shared / "examples" / "revops.json").read_text()
    return {one["id"]: one for one in json.loads(text, parse_float=Decimal)}


def test_fa_01_a_commit_is_cut_to_what_was_delivered(session: Session, published: dict[str, Any]):
    """A rep who delivered so much of what was committed last quarter commits again."""
    source = published["fa-01"]
    commit, delivery = source["inputs"]["commit"], source["inputs"]["delivery"]
    kept, lost = 1_000 * delivery, 1_000 * (1 - delivery)
    base = {"owner_id": "ann", "currency": "EUR", "forecast_category": "Commit"}
    deals = [
        base | {"opportunity_id": key, "amount": amount, "stage": stage}
        | {"created_on": created_on, "closed_on": closed_on}
        for key, amount, stage, created_on, closed_on in (
            ("kept", kept, "Won", "2025-10-05", "2026-02-10"),
            ("lost", lost, "Lost", "2025-10-05", "2026-03-10"),
            ("next", commit, "Offer", "2026-03-31", "2026-06-15"),
        )
    ]  # fmt: skip
    log = [
        change("kept", "2026-02-10 09:00:00", "stage", "Offer", "Won"),
        change("lost", "2026-03-10 09:00:00", "stage", "Offer", "Lost"),
    ]
    session.calculate(opportunity=deals, opportunity_change=log)
    ((found,),) = session.query(
        "select open_amount from sales_forecast.forecast where method = 'bottom_up' "
        "and as_of = '2026-03-31' and quarter = '2026-Q2' and person_id = 'ann'"
    )
    assert abs(found - source["expected"]["adjusted"]) <= source["tolerance"]
