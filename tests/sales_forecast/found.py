"""How deals were found at the end of a month, from what happened to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.revops_metrics.deals import CUSTOMERS, Deal

CLOSED = ("Won", "Lost")
MEANING = {"Commit": "commit", "Best": "best_case"}
SEGMENT = {one["customer_id"]: one["segment"] for one in CUSTOMERS}


def month(day: date) -> int:
    """Return the number of a month."""
    return 12 * day.year + day.month - 1


def last_day(number: int) -> date:
    """Return the last day of a month."""
    return date((number + 1) // 12, (number + 1) % 12 + 1, 1) - timedelta(days=1)


@dataclass(frozen=True)
class Found:
    """How a deal was found at the end of a month."""

    deal: Deal
    fields: dict[str, Any]
    won_at: int | None

    @property
    def is_open(self) -> bool:
        """Whether it was neither won nor lost."""
        return self.fields["stage"] not in CLOSED

    @property
    def amount(self) -> Fraction:
        """Its amount then."""
        return Fraction(self.fields["amount"])

    @property
    def category(self) -> str:
        """What its category means."""
        return MEANING.get(self.fields["forecast_category"], "pipeline")

    @property
    def segment(self) -> str:
        """Segment of its customer."""
        return SEGMENT[self.deal.customer]

    def due(self, at: int) -> int:
        """Return the quarter in which it is due; what is overdue, in the next one that ends."""
        return max(month(date.fromisoformat(self.fields["closed_on"])) // 3, (at + 1) // 3)

    @property
    def who(self) -> str | None:
        """Whose it was."""
        return self.fields["owner_id"]


def find(some: Sequence[Deal], at: int) -> Iterator[Found]:
    """Yield the deals that were there at the end of a month, as they were."""
    for deal in some:
        fields, won_at = dict(deal.begun), None
        for moment, field, value in deal.steps:
            if month(moment.date()) <= at:
                was, fields[field] = fields["stage"], value
                if fields["stage"] == "Won" and was != "Won":
                    won_at = month(moment.date())
        if month(deal.created_on) <= at:
            yield Found(deal, fields, won_at if fields["stage"] == "Won" else None)
