"""What the mappings of a company are enough for, and what they lack."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from perfos.company.sources import Mapping


@dataclass(frozen=True)
class Feature:
    """Something that a company gets when some fields are mapped.

    Attributes:
        title: What it is.
        needs: Fields as `entity.field`.
    """

    title: str
    needs: tuple[str, ...]


def _feature(title: str, needs: str) -> Feature:
    return Feature(title, tuple(needs.split()))


FEATURES = (
    _feature("commission of the owner", "event.event_id event.amount event.owner_id"),
    _feature("shared deals", "credit_split.payee_id credit_split.share"),
    _feature("pay on payment, clawback", "event.kind event.related_event_id"),
    _feature("commission by product", "event.product_id product.product_id"),
    _feature("people from a source", "person.person_id person.name org_assignment.role"),
    _feature("managers and overrides", "org_assignment.manager_id"),
    _feature(
        "pipeline and win rate",
        "opportunity.stage opportunity.amount opportunity.closed_on opportunity.is_won",
    ),
    _feature("sales cycle and velocity", "opportunity.created_on opportunity.closed_on"),
    _feature("slips and time in stage", "opportunity_change.field opportunity_change.changed_at"),
    _feature("deals that nobody works on", "activity.opportunity_id activity.happened_at"),
    _feature("forecast by category", "opportunity.forecast_category"),
    _feature("recurring revenue", "subscription.amount subscription.starts_on"),
    _feature("customers by segment", "customer.customer_id customer.segment"),
    _feature("other currencies", "fx_rate.rate fx_rate.rate_on"),
)


@dataclass(frozen=True)
class Answer:
    """What is said of a feature.

    Attributes:
        feature: Its title.
        state: `ready`, or `lacks`.
        lacking: Fields that no mapping has, as `entity.field`.
    """

    feature: str
    state: Literal["ready", "lacks"]
    lacking: tuple[str, ...]


def answers(mappings: Iterable[Mapping]) -> list[Answer]:
    """Return for each feature whether the mappings are enough, and if not what they lack."""
    mapped = {f"{one.entity}.{name}" for one in mappings for name in one.fields}
    found = []
    for one in FEATURES:
        lacking = tuple(need for need in one.needs if need not in mapped)
        found.append(Answer(one.title, "lacks" if lacking else "ready", lacking))
    return found
