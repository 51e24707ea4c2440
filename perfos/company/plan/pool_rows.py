"""Pools and contests as rows of the schema `control`."""

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from perfos.company.plan.contests import Contest
from perfos.company.plan.credit_rows import credit_columns
from perfos.company.plan.plans import Plan
from perfos.company.plan.pools import Pool

_TEXT, _INT, _DATE = pa.string(), pa.int32(), pa.date32()
_AMOUNT, _RATE = pa.decimal128(28, 6), pa.decimal128(28, 10)

SCHEMAS: dict[str, dict[str, pa.DataType]] = {
    "plan_pool": {
        **dict.fromkeys(("plan_id", "component_id"), _TEXT),
        "funding_rate": _RATE,
        **dict.fromkeys(("funding_over", "funding_amount"), _AMOUNT),
        "achievement": _RATE,
        "achievement_quota": _TEXT,
        **dict.fromkeys(("achievement_from", "achievement_up_to"), _RATE),
        **dict.fromkeys(("share_by", "member_on", "qualify_component"), _TEXT),
        "qualify_from": _RATE,
    },
    "plan_pool_weight": {
        **dict.fromkeys(("plan_id", "component_id", "person_id"), _TEXT),
        "weight": _AMOUNT,
    },
    "plan_contest": {
        **dict.fromkeys(("plan_id", "component_id"), _TEXT),
        **dict.fromkeys(("starts_on", "ends_on"), _DATE),
        **dict.fromkeys(("score", "ties"), _TEXT),
        "minimum": _RATE,
        "qualify_component": _TEXT,
        "qualify_from": _RATE,
    },
    "plan_contest_prize": {
        **dict.fromkeys(("plan_id", "component_id"), _TEXT),
        "place": _INT,
        "amount": _AMOUNT,
    },
}


def measured_rows(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield pools and contests as components: they credit events, and have no rates."""
    shared: tuple[Pool | Contest, ...] = (*plan.pools, *plan.contests)
    for number, one in enumerate(shared, start=len(plan.components) + 1):
        score = getattr(one, "score", "credited")
        yield {
            "plan_id": plan.plan,
            "component_id": one.id,
            "component_no": number,
            "title": one.title,
            **credit_columns(one.credit),
            "quota": getattr(one, "quota", None),
            "window": one.window or "year",
            "rate_kind": "contest" if one in plan.contests else "pool",
            "tier_by": "amount" if score == "credited" else score,
            "rate_unit": "share",
        }


def pool_rows(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield how each pool of a plan is funded and shared."""
    for pool in plan.pools:
        achieved, qualify = pool.achievement, pool.qualify
        yield {
            "plan_id": plan.plan,
            "component_id": pool.id,
            "funding_rate": pool.funding.rate,
            "funding_over": pool.funding.over,
            "funding_amount": pool.funding.amount,
            "achievement": achieved.fixed if achieved else 1,
            "achievement_quota": achieved.quota if achieved else None,
            "achievement_from": achieved.from_ if achieved else 0,
            "achievement_up_to": achieved.up_to if achieved else None,
            "share_by": pool.share.by,
            "member_on": pool.share.who,
            "qualify_component": qualify.component if qualify else None,
            "qualify_from": qualify.from_ if qualify else None,
        }


def pool_weight_rows(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield the weights of the members of a plan's pools."""
    for pool in plan.pools:
        for person, weight in pool.share.weights.items():
            key = {"plan_id": plan.plan, "component_id": pool.id}
            yield key | {"person_id": person, "weight": weight}


def contest_rows(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield the terms of a plan's contests."""
    for contest in plan.contests:
        qualify = contest.qualify
        yield {
            "plan_id": plan.plan,
            "component_id": contest.id,
            "starts_on": contest.starts_on,
            "ends_on": contest.ends_on,
            "score": contest.score,
            "ties": contest.ties,
            "minimum": contest.minimum,
            "qualify_component": qualify.component if qualify else None,
            "qualify_from": qualify.from_ if qualify else None,
        }


def contest_prize_rows(plan: Plan) -> Iterable[dict[str, Any]]:
    """Yield the prizes of a plan's contests, the first place first."""
    for contest in plan.contests:
        for place, amount in enumerate(contest.prizes, start=1):
            key = {"plan_id": plan.plan, "component_id": contest.id}
            yield key | {"place": place, "amount": amount}
