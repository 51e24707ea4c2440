"""The way of a payee through a window: credit after credit, and back where deals are cancelled."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from tests.rules.reference.cancelled import reductions
from tests.rules.reference.credit import Credit, credits
from tests.rules.reference.exact import ZERO
from tests.rules.reference.rated import Window, earned
from tests.rules.reference.step import one_way, step
from tests.rules.reference.world import Row, World

Key = tuple[str, date]
AFTER_ALL = chr(0x10FFFF)
"""A cancellation takes a deal off at the end of its day."""


def walked(
    world: World, plan: Row, component: Row, without: dict[str, Fraction] | None = None
) -> list[tuple[Credit, Fraction]]:
    """Return what each credit earns by its rate.

    Args:
        world: The example.
        plan: The plan.
        component: The component.
        without: For each event, the share of it that never happened.
    """
    sharing = one_way(plan, component)
    way = [(credit, one) for one in sharing for credit in credits(world, plan, one, one["window"])]
    way.sort(key=lambda pair: (*pair[0].order[:2], pair[1]["id"], pair[0].order[2]))
    backwards = _backwards(world, plan, component, way)
    windows: dict[Key, Window] = defaultdict(Window)
    found = []
    for credit, one in way:
        while backwards and backwards[0][0] < credit.order[:2]:
            _, key, back = backwards.pop(0)
            windows[key].walk.position -= back
        kept = 1 - (without or {}).get(credit.event.id, ZERO)
        window = windows[credit.payee, credit.window_start]
        amount = earned(world, plan, one, credit, window, kept)
        if one is component and amount is not None:
            found.append((credit, amount))
    return found


def _backwards(
    world: World, plan: Row, component: Row, way: list[tuple[Credit, Row]]
) -> list[tuple[tuple[date, str], Key, Fraction]]:
    """Return when cancellations take deals off the attainment, of whom, and how much."""
    return [
        (
            (one.by.on, AFTER_ALL),
            (credit.payee, world.window(one.by.on, component["window"])),
            step(world, component, credit) * (one.after - one.before),
        )
        for one in reductions(world, plan, component)
        for credit, _ in way
        if credit.event.id == one.event.id
    ]
