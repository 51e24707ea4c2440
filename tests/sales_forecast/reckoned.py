"""The forecasts of deals reckoned in fractions, from what happened to them: a second way."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from tests.revops_metrics.deals import Deal
from tests.sales_forecast.found import Found, find, last_day, month

SHARE = {"commit": Fraction(9, 10), "best_case": Fraction(7, 10), "pipeline": Fraction(3, 10)}
FIXED = {"Talk": Fraction(2, 10), "Offer": Fraction(6, 10)}
MOST_QUARTERS, FEWEST_DEALS = 2, 2
ZERO, WHO = Fraction(0), ("ann", "bob", None)


class Reckoned:
    """All versions of the forecast of some deals.

    Args:
        some: The deals.
    """

    def __init__(self, some: Sequence[Deal]) -> None:
        days = [deal.created_on for deal in some]
        last = max([*days, *(step[0].date() for deal in some for step in deal.steps)])
        self.versions = range(month(min(days)) + 2, month(last + timedelta(days=1)))
        self.found = {at: [*find(some, at)] for at in self.versions}

    def forecasts(self) -> Iterator[tuple[tuple[date, int, str, str | None], Fraction]]:
        """Yield day, quarter, method, person and amount of what is forecast from open deals."""
        for at, ahead in product(self.versions, (0, 1)):
            quarter = (at + 1) // 3 + ahead
            horizon = 3 * quarter + 2 - at
            known = [one for one in self.found[at] if self.is_known(one, at)]
            for method, who in product(("bottom_up", "weighted", "weighted_fixed"), WHO):
                if who not in {one.who for one in known}:
                    continue
                closed = self.won(at, quarter, lambda one, who=who: one.who == who)
                due = [one for one in self.due(at, quarter) if one.who == who]
                judged = sum(
                    (one.amount * self.share(one, at, horizon, method) for one in due), ZERO
                )
                later = self.created(at, who) * self.later_share(at, horizon)
                yield (last_day(at), quarter, method, who), closed + judged + later

    def is_known(self, one: Found, at: int) -> bool:
        """Return whether a deal matters to a version."""
        is_won = one.won_at is not None and one.won_at // 3 == at // 3
        return one.is_open or is_won or month(one.deal.created_on) > at - 3

    def won(self, at: int, quarter: int, of: Callable[[Found], bool]) -> Fraction:
        """Return what stood won in a quarter at the end of a month, of some deals."""
        won = (
            one for one in self.found[at] if one.won_at is not None and one.won_at // 3 == quarter
        )
        return sum((one.amount for one in won if of(one)), ZERO)

    def due(self, at: int, quarter: int) -> list[Found]:
        """Return the open deals that are due in a quarter."""
        return [one for one in self.found[at] if one.is_open and one.due(at) == quarter]

    def created(self, at: int, who: str | None) -> Fraction:
        """Return what somebody created in three months."""
        new = (one for one in self.found[at] if month(one.deal.created_on) > at - 3)
        return sum((one.amount for one in new if one.who == who), ZERO)

    def lessons(self, at: int, horizon: int | None = None) -> list[tuple[int, int]]:
        """Return versions and quarters that a version learns from, at one distance or at all."""
        learned = (at + 1) // 3 - 1
        return [
            (3 * quarter + 2 - months, quarter)
            for quarter in range(learned - MOST_QUARTERS + 1, learned + 1)
            for months in ([horizon] if horizon else range(1, 7))
            if 3 * quarter + 2 - months in self.versions and 3 * quarter + 2 in self.versions
        ]

    def later_share(self, at: int, horizon: int) -> Fraction:
        """Return what was won of deals that were not due, per amount that was created."""
        later = created = ZERO
        for then, quarter in self.lessons(at, horizon):
            keys = {one.deal.key for one in self.due(then, quarter)}
            later += self.won(
                3 * quarter + 2, quarter, lambda one, keys=keys: one.deal.key not in keys
            )
            later -= self.won(then, quarter, lambda _: True)
            created += sum((self.created(then, who) for who in WHO), ZERO)
        return later / created if created else ZERO

    def share(self, one: Found, at: int, horizon: int, method: str) -> Fraction:
        """Return what a method expects of an open deal."""
        fixed = FIXED.get(one.fields["stage"], ZERO)
        if method == "weighted_fixed":
            return fixed
        if method == "weighted":
            for segment in (one.segment, None):
                deals, won = self.stood(at, one.fields["stage"], segment)
                if deals >= FEWEST_DEALS:
                    return Fraction(won, deals)
            return fixed
        for of in (_same_person(one), lambda _: True):
            total = delivered = ZERO
            for then, quarter in self.lessons(at, horizon):
                stood = [x for x in self.due(then, quarter) if x.category == one.category and of(x)]
                keys = {other.deal.key for other in stood}
                total += sum((other.amount for other in stood), ZERO)
                delivered += self.won(
                    3 * quarter + 2, quarter, lambda x, keys=keys: x.deal.key in keys
                )
            if total:
                return delivered / total
        return SHARE[one.category]

    def stood(self, at: int, stage: str, segment: str | None) -> tuple[int, int]:
        """Return how many deals stood in a stage, once for each quarter, and how many were won."""
        stood = {
            (quarter, one.deal.key)
            for then, quarter in self.lessons(at)
            for one in self.due(then, quarter)
            if one.fields["stage"] == stage and segment in (None, one.segment)
        }
        won = {
            (quarter, one.deal.key)
            for _, quarter in self.lessons(at)
            for one in self.found[3 * quarter + 2]
            if one.won_at is not None and one.won_at // 3 == quarter
        }
        return len(stood), len(stood & won)


def _same_person(one: Found) -> Callable[[Found], bool]:
    """Return whether a deal is of the same person, who is a team alone; nobody is nobody's."""
    return lambda other: one.who is not None and other.who == one.who
