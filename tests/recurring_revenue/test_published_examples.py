"""Published worked examples: their figures, out of subscriptions, through the models."""

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.package_session import Session
from tests.recurring_revenue.published import OURS, segment, world
from tests.revops_metrics.published import OURS as OTHERS
from tests.rules.test_published_examples import follow

CASES = [pytest.param(case, id=segment(case).replace(" ", "_")) for case in OURS["cases"]]
TOPICS = {"mrr_bridge", "quick_ratio", "nrr_grr", "churn", "cohort_retention"}


@pytest.fixture(scope="module")
def published(shared: Any) -> dict[str, dict[str, Any]]:
    """Return the published examples by id."""
    text = (shared / "examples" / "revops.json").read_text()
    return {one["id"]: one for one in json.loads(text, parse_float=Decimal)}


@pytest.fixture(scope="module")
def calculated(session: Session) -> Session:
    """Return the models over all cases at once."""
    session.calculate(**world())
    return session


@pytest.mark.parametrize("case", CASES)
def test_published_example(published: dict[str, Any], calculated: Session, case: dict[str, Any]):
    source = published[case["id"]]
    for line in case["expected"]:
        wanted = follow(source["expected"], line["value"])
        if "metric" in line:
            one = (line["metric"], line["variant"], line.get("period", "2026-03"))
            found = calculated.value(*one, "segment", segment(case))
        elif "part" in line:
            # What goes is positive here, and negative there.
            found, wanted = _part(calculated, case, line), abs(wanted)
        else:
            found = _cohort(calculated, case, line)
        assert abs(found - Decimal(str(wanted))) <= Decimal(str(source["tolerance"])), line


def _part(calculated: Session, case: dict[str, Any], line: dict[str, Any]) -> Decimal:
    ((found,),) = calculated.query(
        f"select sum({line['part']}) from recurring_revenue.mrr_part "
        "where segment = ? and period = ?",
        *(segment(case), line["period"]),
    )
    return found


def _cohort(calculated: Session, case: dict[str, Any], line: dict[str, Any]) -> Decimal:
    """Return a figure of one later month, or the sum of the first year."""
    ((found,),) = calculated.query(
        f"select sum({line['cohort']}) from recurring_revenue.cohort "
        "where segment = ? and coalesce(months_since = ?, months_since <= 12)",
        *(segment(case), line.get("months_since")),
    )
    return found


def test_a_mistake_of_a_source_is_not_ours(published: dict[str, Any], calculated: Session):
    (case,) = (case for case in OURS["cases"] if case["id"] == "co-02")
    found = _cohort(calculated, case, {"cohort": "retained_mrr"})
    assert abs(found - published["co-02"]["published"]["revenue_m0_m12"]) > 200_000


def test_every_example_of_recurring_revenue_is_covered(published: dict[str, Any]):
    ours = {case["id"] for case in OURS["cases"]}
    assert {key for key, one in published.items() if one["topic"] in TOPICS} <= ours
    assert ours <= OTHERS["left_out"].keys()
    assert {key.split(" ")[0] for key in OURS["left_out"]} <= ours
