"""A cap over months, windows or years, and what it has put off."""

from datetime import date
from fractions import Fraction

from tests.rules.reference.exact import ZERO, exact
from tests.rules.reference.world import Row


class Carry:
    """What a cap has let through for one payee, and what waits for room.

    Args:
        component: The component, with a cap or without.
    """

    def __init__(self, component: Row) -> None:
        self.cap = component.get("cap")
        self.paid: dict[date, Fraction] = {}
        self.due: dict[date, Fraction] = {}
        self.left = ZERO

    def cut(self, pay: Fraction, month: date, start: date, year: date) -> Fraction:
        """Return what the cap changes about the pay of a month."""
        if not self.cap or self.cap["per"] == "event":
            return ZERO
        scope = {"period": month, "window": start, "year": year}[self.cap["per"]]
        most, paid = exact(self.cap["amount"]), self.paid.get(scope, ZERO)
        if self.cap.get("excess") == "carried":
            offered = pay + self.left
            given = min(offered, most - paid)
            self.left = offered - given
            self.paid[scope] = paid + given
            return given - pay
        due = self.due.get(scope, ZERO)
        self.due[scope] = due + pay
        return min(due + pay, most) - min(due, most) - pay
