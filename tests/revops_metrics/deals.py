"""Deals at random, each with a log that is true: what it says was, was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.package_session import change

# An example is a build of all models: a smaller one that fails, too, is not worth minutes.
FEW = settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 180).map(lambda days: FIRST + timedelta(days=days))
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "stage": st.sampled_from(["Talk", "Offer", "Won", "Lost"]),
    "amount": st.integers(0, 10_000_000).map(lambda cents: f"{cents // 100}.{cents % 100:02}"),
    "closed_on": DAYS.map(str),
    "owner_id": st.sampled_from(["ann", "bob", None]),
    "forecast_category": st.sampled_from(["Commit", "Best", "Odd", None]),
}
CUSTOMERS = [
    {"customer_id": "c1", "segment": "small"},
    {"customer_id": "c2", "segment": "large"},
    {"customer_id": "c3", "segment": "large"},
]
TEAMS = [
    {"person_id": who, "role": "seller", "manager_id": boss, "territory_id": place}
    | {"valid_from": "2020-01-01", "valid_until": "9999-12-31"}
    for who, boss, place in (("ann", "mia", "north"), ("bob", "max", "south"))
]


@dataclass(frozen=True)
class Deal:
    """What a deal was when it appeared, and what became of it.

    Attributes:
        key: Its id.
        customer: Its customer.
        created_on: The day on which it appeared.
        begun: The fields at first.
        steps: Moment, field and new value, in order.
    """

    key: str
    customer: str
    created_on: date
    begun: dict[str, Any]
    steps: tuple[tuple[datetime, str, Any], ...]


@st.composite
def deals(draw: st.DrawFn, most: int = 12) -> list[Deal]:
    """Return some deals."""
    return [_deal(draw, f"D{number}") for number in range(draw(st.integers(1, most)))]


def _deal(draw: st.DrawFn, key: str) -> Deal:
    created_on = draw(DAYS)
    begun = {field: draw(value) for field, value in VALUES.items()}
    # A closing that nobody logged is taken from the record, and moves with it.
    begun["stage"] = draw(st.sampled_from(["Talk", "Offer"]))
    moment, steps, seen = datetime.combine(created_on, datetime.min.time()), [], set()
    for _ in range(draw(st.integers(0, 6))):
        moment += timedelta(days=draw(st.integers(0, 40)), hours=draw(st.sampled_from([0, 9])))
        field = draw(st.sampled_from(sorted(VALUES)))
        if (moment, field) not in seen:
            seen.add((moment, field))
            steps.append((moment, field, draw(VALUES[field])))
    return Deal(key, draw(st.sampled_from(["c1", "c2", "c3"])), created_on, begun, tuple(steps))


def told(some: Sequence[Deal], until: date | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return deals as the CRM tells them on a day: the records as they stand then, and the log.

    Args:
        some: The deals.
        until: The last day that has happened; all of them if there is none.
    """
    rows: list[dict[str, Any]] = []
    log: list[dict[str, Any]] = []
    for deal in (one for one in some if until is None or one.created_on <= until):
        fields = dict(deal.begun)
        for moment, field, value in deal.steps:
            if until is None or moment.date() <= until:
                log.append(change(deal.key, str(moment), field, fields[field], value))
                fields[field] = value
        row = {"opportunity_id": deal.key, "customer_id": deal.customer, "currency": "EUR"}
        rows.append(row | {"created_on": deal.created_on} | fields)
    return {
        "opportunity": rows,
        "opportunity_change": log,
        "customer": CUSTOMERS,
        "org_assignment": TEAMS,
    }
