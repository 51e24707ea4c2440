"""How much has to be sold to earn so much: published, worked out by hand, and against itself."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from perfos.company.plan.inverse import NeverEarnedError, needed
from perfos.company.plan.plans import Component

CREDIT = {"events": ["booking"]}
CURVE = {"points": [{"at": "0.5", "pays": "0"}, {"at": "1", "pays": "1"}], "by": "attainment"}
TIERS = [{"from": "0", "rate": "0.05"}, {"from": "100", "rate": "0.1"}]
QUOTAS = {"new": Decimal(1000), "pay": Decimal(500)}


def component(rate: dict[str, Any], **more: Any) -> Component:
    """Return a component by the month with a rate."""
    given = {"id": "pay", "title": "Pay", "credit": CREDIT, "window": "month", "rate": rate}
    return Component.model_validate(given | more)


def test_the_published_answer(shared: Path):
    examples = json.loads((shared / "examples" / "commission.json").read_text())
    (example,) = (one for one in examples if one["id"] == "INV1")
    given = example["inputs"]
    tiers = [{"from": str(low), "rate": str(rate)} for low, _, rate in given["tiers"]]
    base = {"kind": "steps", "tiers": [{"from": "0", "pays": str(given["base"])}]}
    both = [component(base), component({"kind": "marginal", "tiers": tiers})]
    found = needed(both, Decimal(given["target"]), digits=Decimal(1))
    assert found == example["expected"]["sales_needed"]
    assert needed(both, Decimal(given["target"])) == Decimal("45363.64")


@pytest.mark.parametrize(
    ("rate", "more", "earn", "answer"),
    [
        ({"kind": "flat", "rate": "0.1"}, {}, "5", "50.00"),
        ({"kind": "flat", "rate": "0.3"}, {}, "1", "3.34"),
        ({"kind": "marginal", "tiers": TIERS}, {}, "7", "120.00"),
        ({"kind": "retroactive", "tiers": TIERS}, {}, "4", "80.00"),
        ({"kind": "retroactive", "tiers": TIERS}, {}, "7", "100.00"),
        ({"kind": "retroactive", "tiers": TIERS, "bounds": "upper"}, {}, "7", "100.01"),
        ({"kind": "retroactive", "tiers": TIERS}, {}, "11", "110.00"),
        ({"kind": "interpolated"} | CURVE, {"quota": "new", "target": "200"}, "100", "750.00"),
        (
            {"kind": "interpolated"} | CURVE,
            {"quota": "new", "target": {"quota": "pay", "weight": "0.4"}},
            "200",
            "1000.00",
        ),
        ({"kind": "flat", "rate": "0.1"}, {"cap": {"per": "window", "amount": "7"}}, "7", "70.00"),
        ({"kind": "flat", "rate": "0.1"}, {}, "0", "0.00"),
    ],
)
def test_the_least_that_earns_it(rate: dict[str, Any], more: Any, earn: str, answer: str):
    assert str(needed([component(rate, **more)], Decimal(earn), QUOTAS)) == answer


def test_components_add_up():
    """A cap on one leaves the other to earn the rest: 5 of 0.1, then 0.05."""
    one = component({"kind": "flat", "rate": "0.1"}, cap={"per": "window", "amount": "5"})
    two = component({"kind": "flat", "rate": "0.05"})
    assert needed([one, two], Decimal(10)) == 100


@pytest.mark.parametrize(
    "more", [{"cap": {"per": "window", "amount": "5"}}, {"rate": {"kind": "flat", "rate": "0"}}]
)
def test_what_is_never_earned_is_said(more: dict[str, Any]):
    rate = more.pop("rate", {"kind": "flat", "rate": "0.1"})
    with pytest.raises(NeverEarnedError, match="never earned"):
        needed([component(rate, **more)], Decimal(6))


@pytest.mark.parametrize(
    ("rate", "more"),
    [
        ({"kind": "flat", "rate": "1", "by": "quantity"}, {}),
        ({"kind": "formula", "rate": "arr"}, {}),
        ({"kind": "flat", "rate": "1"}, {"multiplier": "2"}),
        ({"kind": "flat", "rate": "1", "by": "attainment"}, {"quota": "unknown"}),
    ],
)
def test_what_the_amount_does_not_decide_is_refused(rate: dict[str, Any], more: dict[str, Any]):
    with pytest.raises(ValueError, match=r"alone|missing"):
        needed([component(rate, **more)], Decimal(6), QUOTAS)
