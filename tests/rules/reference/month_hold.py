"""How the lines of a month's end are paid where the earnings of their window are held."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.earn import Earning
from tests.rules.reference.exact import ZERO
from tests.rules.reference.payment import released, waited
from tests.rules.reference.scope import Scope
from tests.rules.reference.transfer import HELD, PAYABLE, Transfer
from tests.rules.reference.world import Row, World


def held_lines(
    world: World, plan: Row, component: Row, earned: list[Earning], lines: list[Transfer]
) -> Iterator[Transfer]:
    """Yield what is held of lines, and released in the proportion of their window's earnings."""
    if not component.get("payment") and not component.get("hold"):
        return
    for line in lines:
        scope = Scope(world, plan, component, line.payee, [])
        own = [
            one
            for one in earned
            if one.credit.payee == line.payee
            and one.amount
            and scope.window(one.credit.event.on) == scope.window(line.on)
        ]
        yield from _of_line(world, component, own, line)


def _of_line(
    world: World, component: Row, own: list[Earning], line: Transfer
) -> Iterator[Transfer]:
    steps = [(one, released(world, component, one)) for one in own]
    if not _ever_earns(own, {one.credit.event.on for one in own}, world.horizon):
        yield from _of_its_own(world, component, line)
        return
    days = {one.credit.event.on for one in own} | {day for _, done in steps for day in done}
    share, before, is_held = ZERO, None, False
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


def _of_its_own(world: World, component: Row, line: Transfer) -> Iterator[Transfer]:
    """Yield a line that nothing releases but its own days of waiting."""
    ids = line.plan, line.component, line.payee
    due = waited(world, component.get("hold", {}), line.on)
    if due > line.on:
        yield Transfer(*ids, "hold", line.on, PAYABLE, HELD, line.amount)
    if line.on < due <= world.horizon:
        yield Transfer(*ids, "release", due, HELD, PAYABLE, line.amount)


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
