"""Draws: what is paid ahead of earnings, and how it comes back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import days_of, month_end, months_between, period
from tests.rules.reference.exact import ZERO, exact
from tests.rules.reference.transfer import EXPENSE, PAYABLE, RECEIVABLE, Transfer
from tests.rules.reference.world import Row, World, day_of

Pay = dict[tuple[str, str | None], Fraction]
"""What is paid in a month in all, and for a deal."""


def draws(world: World, plan: Row, paid: list[Transfer]) -> Iterator[Transfer]:
    """Yield the draws of a plan, over everything else that it pays."""
    for payee in world.people:
        pay: Pay = {}
        for one in (one for one in paid if (one.plan, one.payee) == (plan["no"], payee)):
            for deal in {None, one.deal}:
                key = (one.period, deal)
                pay[key] = pay.get(key, ZERO) - one.moves(PAYABLE)
        for draw in plan.get("draws", []):
            deals: list[str | None] = [None]
            if draw.get("scope") == "deal":
                deals = sorted({row["deal"] for row in _rows(world, draw, payee)})
            for deal in deals:
                yield from Account(world, plan, draw, payee, deal, pay).reckoned()


def _rows(world: World, draw: Row, payee: str) -> list[Row]:
    return [
        row
        for row in world.example.get("draws", [])
        if row["draw"] == draw["id"] and row.get("payee", "ann") == payee
    ]


@dataclass(frozen=True)
class Account:
    """What a payee owes of a draw, or of a draw for a deal."""

    world: World
    plan: Row
    draw: Row
    payee: str
    deal: str | None
    pay: Pay

    def reckoned(self) -> Iterator[Transfer]:
        """Yield what is drawn, taken back and forgiven, month by month."""
        owed, is_owed = ZERO, self.draw["recovery"] != "none"
        for number, month in enumerate(self._months()):
            name = period(month)
            now = min(self.pay.get((name, deal), ZERO) for deal in {None, self.deal})
            least = self._least(month, number)
            drawn = max(least - now, ZERO) if least else self._taken(month)
            recovered = self._recovered(name, now, least, owed)
            owed += drawn - recovered if is_owed else ZERO
            forgiven = owed if self._is_forgiven(month) else ZERO
            owed -= forgiven
            # What is drawn is no pay of a deal: another draw on it is paid back by the deal alone.
            for deal in {None, self.deal}:
                more = drawn - recovered if deal is None else -recovered
                self.pay[name, deal] = self.pay.get((name, deal), ZERO) + more
            account = RECEIVABLE if is_owed else EXPENSE
            yield from self._moves(month, "draw", account, PAYABLE, drawn)
            yield from self._moves(month, "draw_recovery", PAYABLE, RECEIVABLE, recovered)
            yield from self._moves(month, "draw_forgiven", EXPENSE, RECEIVABLE, forgiven)

    def _months(self) -> Iterator[date]:
        """Yield the months since the payee's first one on the plan."""
        first = max(day_of(self.plan.get("valid_from"), date.min), self.world.hired(self.payee))
        has_begun = False
        for month in months_between(first, self.world.horizon):
            has_begun = has_begun or self._is_on(month)
            if has_begun:
                yield month

    def _is_on(self, month: date) -> bool:
        days = days_of(month, month_end(month))
        return any(self.world.covers(self.plan, self.payee, day) for day in days)

    def _least(self, month: date, number: int) -> Fraction:
        """Return what a month is topped up to."""
        if self.draw["kind"] != "guarantee":
            return ZERO
        name, draw = period(month), self.draw
        is_in_time = str(draw.get("from", name)) <= name <= str(draw.get("to", name))
        is_early = number < int(draw.get("first_months", number + 1))
        return exact(draw["amount"]) if is_in_time and is_early and self._is_on(month) else ZERO

    def _taken(self, month: date) -> Fraction:
        """Return what is taken of an additive draw in a month on the plan."""
        rows = [row for row in _rows(self.world, self.draw, self.payee)]
        amounts = (
            exact(row["amount"])
            for row in rows
            if str(row["period"]) == period(month) and row.get("deal") == self.deal
        )
        return sum(amounts, ZERO) if self._is_on(month) else ZERO

    def _recovered(self, name: str, pay: Fraction, least: Fraction, owed: Fraction) -> Fraction:
        """Return what is taken back out of what lies above the floor; no more than was owed."""
        recover = self.draw.get("recover") or {}
        if not str(recover.get("from", name)) <= name <= str(recover.get("to", name)):
            return ZERO
        floor = max(exact(recover.get("floor", 0)), least)
        part = max(pay - floor, ZERO) * exact(recover.get("share", 1))
        return min(self.world.money(part), owed)

    def _is_forgiven(self, month: date) -> bool:
        day = day_of(self.draw.get("forgiven_on"), date.max)
        is_then = period(day) == period(month)
        return is_then and self.world.covers(self.plan, self.payee, month_end(month))

    def _moves(
        self, month: date, kind: str, debit: str, credit: str, amount: Fraction
    ) -> Iterator[Transfer]:
        if amount:
            ids = self.plan["no"], self.draw["id"], self.payee
            yield Transfer(*ids, kind, month_end(month), debit, credit, amount, deal=self.deal)
