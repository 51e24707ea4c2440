"""Published examples as subscriptions: the customers of each case are a segment of its own."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

OURS = YAML(typ="safe").load(Path(__file__).parent / "published.yml")
BEGUN, MARCH = date(2025, 3, 15), date(2026, 3, 10)
Rows = list[dict[str, Any]]


def segment(case: Mapping[str, Any]) -> str:
    """Return the segment that a case is told of."""
    return " ".join([case["id"], case.get("case", "")]).strip()


def world() -> dict[str, Rows]:
    """Return the rows of all cases; something else happens on the last day of May."""
    rows: Rows = []
    customers: dict[str, str] = {}
    for case in OURS["cases"]:
        name = segment(case)
        for row in _subscriptions(case):
            customer = f"{name}/{row.pop('customer', '')}"
            customers[customer] = name
            key = f"{customer}/{row.get('subscription_id', '')}"
            row |= {"customer_id": customer, "subscription_id": key, "currency": "EUR"}
            rows.append({"billing_months": 1} | row)
    return {
        "subscription": rows,
        "customer": [{"customer_id": one, "segment": name} for one, name in customers.items()],
        "event": [{"event_id": "E", "occurred_on": "2026-05-31"}],
    }


def _subscriptions(case: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield from map(dict, case.get("rows", []))
    if "bridge" in case:
        yield from _bridge(**case["bridge"])
    if "customers" in case:
        yield from _survivors(**case["customers"])


def _bridge(
    start: int | None = None, new: int = 0, expansion: int = 0, contraction: int = 0, churn: int = 0
) -> Iterator[dict[str, Any]]:
    """Yield a customer for each movement of March, and one who stays as it is."""
    least = churn + 2 * contraction + (1 if expansion else 0) + 1
    stays = (least if start is None else start) - least + 1
    if new:
        yield {"customer": "new", "starts_on": MARCH, "amount": new}
    if churn:
        yield {"customer": "gone", "starts_on": BEGUN, "ends_before": MARCH, "amount": churn}
    for customer, before, after in (
        ("more", 1, 1 + expansion),
        ("less", 2 * contraction, contraction),
    ):
        if after not in (before, 0):
            yield {"customer": customer, "starts_on": BEGUN, "amount": before}
            yield {"customer": customer, "starts_on": MARCH, "amount": after}
    yield {"customer": "stays", "starts_on": BEGUN, "amount": stays}


def _survivors(count: int, amount: int, survivors: list[int]) -> Iterator[dict[str, Any]]:
    """Yield customers who begin so many months ago that the last survivors are those of March."""
    first = 12 * 2026 + 2 - (len(survivors) - 1)
    for number in range(count):
        paid = sum(1 for left in survivors if number < left)
        months = first + paid
        ends = None if paid == len(survivors) else date(months // 12, months % 12 + 1, 1)
        begun = date(first // 12, first % 12 + 1, 1)
        yield {"customer": number, "starts_on": begun, "ends_before": ends, "amount": amount}
