"""How the lines of a month's end are paid where the earnings of their window are held."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.earn import Earning
from tests.rules.reference.exact import ZERO
from tests.rules.reference.payment import released
from tests.rules.reference.transfer import HELD, PAYABLE, Transfer
from tests.rules.reference.world import Row, World


def held_lines(
    world: World, component: Row, earned: list[Earning], lines: list[Transfer]
) -> Iterator[Transfer]:
    """Yield what is held of lines, and released in the proportion of their window's earnings."""
    if not component.get("payment") and not component.get("hold"):
        return
    for line in lines:
        start = _start(world, component, line.on)
        own = [
            one
            for one in earned
            if one.credit.payee == line.payee
            and one.amount
            and _start(world, component, one.credit.event.on) == start
        ]
        yield from _of_line(world, component, own, line)


def _start(world: World, component: Row, day: date) -> date:
    window = component["window"]
    return world.window(day, "month" if window == "event" else window)


def _of_line(
    world: World, component: Row, own: list[Earning], line: Transfer
) -> Iterator[Transfer]:
    steps = [(one, released(world, component, one)) for one in own]
    days = {one.credit.event.on for one in own} | {day for _, done in steps for day in done}
    share, before, is_held = Fraction(not _ever_earns(own, days, world.horizon)), None, False
    for day in sorted(days | {line.on}):
        whole = sum((one.amount for one, _ in steps if one.credit.event.on <= day), ZERO)
        done = sum((_by(day, planned) for one, planned in steps), ZERO)
        if whole > 0:
            share = min(max(done / whole, ZERO), Fraction(1))
        if day < line.on or day > world.horizon:
            continue
        now = world.money(line.amount * share)
        ids = line.plan, line.component, line.payee
        if not is_held:
            is_held = True
            if now != line.amount:
                yield Transfer(*ids, "hold", line.on, PAYABLE, HELD, line.amount - now)
        elif now != before:
            yield Transfer(*ids, "release", day, HELD, PAYABLE, now - (before or ZERO))
        before = now


def _ever_earns(own: list[Earning], days: set[date], horizon: date) -> bool:
    """Return whether the window has earned anything on some day."""
    return any(
        sum((one.amount for one in own if one.credit.event.on <= day), ZERO) > 0
        for day in days
        if day <= horizon
    )


def _by(day: date, planned: dict[date, Fraction]) -> Fraction:
    """Return what was released by a day."""
    return next((planned[on] for on in sorted(planned, reverse=True) if on <= day), ZERO)
