"""Published worked examples: their figures, out of deals, through the models."""

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.revops_metrics.published import OURS, member, world
from tests.revops_metrics.session import Metrics
from tests.rules.test_published_examples import follow

CASES = [pytest.param(case, id=member(case).replace(" ", "_")) for case in OURS["cases"]]


@pytest.fixture(scope="module")
def published(shared: Any) -> dict[str, dict[str, Any]]:
    """Return the published examples by id."""
    text = (shared / "examples" / "revops.json").read_text()
    return {one["id"]: one for one in json.loads(text, parse_float=Decimal)}


@pytest.fixture(scope="module")
def calculated(session: Metrics) -> Metrics:
    """Return the models over all cases at once."""
    session.calculate(**world())
    return session


@pytest.mark.parametrize("case", CASES)
def test_published_example(published: dict[str, Any], calculated: Metrics, case: dict[str, Any]):
    source = published[case["id"]]
    for line in case["expected"]:
        period, level = line.get("period", "2026-03"), line.get("level", "segment")
        value = line["value"]
        wanted = follow(source["expected"], value) if isinstance(value, str) else value
        found = calculated.value(line["metric"], line["variant"], period, level, member(case))
        assert abs(found - Decimal(str(wanted))) <= Decimal(str(source["tolerance"])), line


def test_a_mistake_of_a_source_is_not_ours(published: dict[str, Any], calculated: Metrics):
    velocity = [
        calculated.value("sales_velocity", "created", "2026-03", "segment", f"sv-03 {case}")
        for case in ("as it is", "each lever by a tenth")
    ]
    uplift, source = velocity[1] / velocity[0] - 1, published["sv-03"]
    assert abs(uplift - source["expected"]["uplift"]) < Decimal("0.0001")
    assert abs(uplift - source["published"]["uplift"]) > Decimal("0.01")
    accuracy = calculated.value("forecast_accuracy", "of_actual", "2026-03", "segment", "fa-02")
    assert abs(accuracy - published["fa-02"]["published"]["accuracy"]) > Decimal("0.01")


def test_every_published_example_is_covered_or_left_out_for_a_reason(published: dict[str, Any]):
    covered = {case["id"] for case in OURS["cases"]}
    assert covered | OURS["left_out"].keys() == published.keys()
    assert not covered & OURS["left_out"].keys()
