"""What a payee has reached on a component by the end of a month."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import month_end
from tests.rules.reference.cancelled import reductions
from tests.rules.reference.credit import credits
from tests.rules.reference.exact import ZERO, rounded
from tests.rules.reference.quota import quota
from tests.rules.reference.step import one_way, step
from tests.rules.reference.world import Row, World


def reached(world: World, plan: Row, name: str, payee: str, month: date) -> Fraction:
    """Return what a payee has reached on a component by the end of a month.

    A share of the quota, of ten digits; where the component has none, an amount.
    """
    component = next(one for one in plan["components"] if one["id"] == name)
    window, last = component["window"], month_end(month)
    start = world.window(month, window)
    way = one_way(plan, component)
    position = sum(
        (
            step(world, one, credit)
            for one in way
            for credit in credits(world, plan, one, window)
            if credit.payee == payee and credit.window_start == start and credit.event.on <= last
        ),
        ZERO,
    )
    position -= sum(
        (back for on, back in _taken_off(world, plan, way, payee, start) if on <= last), ZERO
    )
    if not component.get("quota"):
        return position
    goal = quota(world, plan, payee, component["quota"], window, start)
    return rounded(position / goal, 10) if goal else ZERO


def _taken_off(
    world: World, plan: Row, way: list[Row], payee: str, start: date
) -> Iterator[tuple[date, Fraction]]:
    """Yield what cancellations have taken off the attainment of a window, and when."""
    for component in way:
        for credit in credits(world, plan, component, component["window"]):
            for one in reductions(world, plan, component):
                its = world.window(one.by.on, component["window"])
                if (credit.payee, credit.event.id, its) == (payee, one.event.id, start):
                    yield one.by.on, step(world, component, credit) * (one.after - one.before)
