"""When what was earned is paid: what is held back, and what releases it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from tests.rules.reference.calendar import months_later, window_end
from tests.rules.reference.credit import measured
from tests.rules.reference.earn import Earning
from tests.rules.reference.exact import ZERO, exact
from tests.rules.reference.formulas import formula
from tests.rules.reference.world import Event, Row, World

NOTES = ("cancellation", "credit_note")


def released(world: World, component: Row, earning: Earning) -> dict[date, Fraction]:
    """Return what of an earning is paid by each day on which that changes, rounded."""
    event = earning.credit.event
    days: dict[date, list[tuple[int, Fraction]]] = defaultdict(list)
    parts = component.get("payment") or [{"share": 1, "on": "event"}]
    hold = component.get("hold", {})
    for number, part in enumerate(parts):
        for day, progress in _progress(world, component, part, event):
            days[waited(world, hold, max(day, event.on))].append((number, progress))
    now, found = [ZERO] * len(parts), {}
    for day in sorted(days):
        for number, progress in days[day]:
            now[number] = progress
        share = sum(
            (exact(part["share"]) * done for part, done in zip(parts, now, strict=True)), ZERO
        )
        found[day] = world.money(earning.amount * share)
    return found


def waited(world: World, hold: Row, day: date) -> date:
    """Return when something is paid that is due on a day."""
    due = day + timedelta(days=int(hold.get("days", 0)))
    window = hold.get("until")
    return window_end(world.window(due, window), window) if window else due


def _progress(
    world: World, component: Row, part: Row, event: Event
) -> Iterator[tuple[date, Fraction]]:
    """Yield by which day how much of a part is released."""
    if part.get("months"):
        for number, month in enumerate(part["months"], start=1):
            day = months_later(event.on, int(month) - 1)
            yield day, Fraction(number, len(part["months"]))
    elif part["on"] in ("event", "booking"):
        yield event.on, Fraction(1)
    elif part.get("first"):
        yield from _at_the_first(world, part, event)
    else:
        yield from _pro_rata(world, component, part, event)


def _itself(event: Event) -> str:
    """Return the event that pay is for; what takes pay back is paid as what it is about."""
    return event.related if event.kind in NOTES and event.related else event.id


def _is_about(part: Row, one: Event, event: Event) -> bool:
    if part.get("of") == "event":
        return one.related == _itself(event)
    return one.deal == event.deal


def _amount(part: Row, component: Row, one: Event) -> Fraction:
    """Return what a releasing event counts for; the component's measure, if one of the amount."""
    measure = component["credit"].get("measure", "amount")
    text = part.get("measure") or (measure if "amount" in str(measure) else "amount")
    value = formula(text, one)
    return ZERO if value is None else exact(value)


def _in_money_of(world: World, event: Event, one: Event) -> Fraction:
    """Return the rate from one event's currency to that of a deal, on the day of the first."""
    if one.currency == event.currency:
        return Fraction(1)
    return world.fx(one.currency, one.on) / world.fx(event.currency, one.on)


def _releasing(part: Row, one: Event) -> bool:
    return one.kind == part["on"] and ("when" not in part or bool(formula(part["when"], one)))


def _at_the_first(world: World, part: Row, event: Event) -> Iterator[tuple[date, Fraction]]:
    for one in world.events:
        enough = one.amount >= exact(part.get("from", 0))
        if _releasing(part, one) and _is_about(part, one, event) and enough:
            yield one.on, Fraction(1)
            return


def _pro_rata(
    world: World, component: Row, part: Row, event: Event
) -> Iterator[tuple[date, Fraction]]:
    """Yield how much of the value has come in, day by day."""
    came, value, done = ZERO, ZERO, ZERO
    for day in sorted({one.on for one in world.events}):
        for one in world.events:
            if one.on == day:
                rate = _in_money_of(world, event, one)
                value += _worth(part, component, event, one) * rate
                if _releasing(part, one) and _is_about(part, one, event):
                    came += _amount(part, component, one) * rate
        if value > 0:
            done = min(max(came / value, ZERO), Fraction(1))
        yield day, done


def _worth(part: Row, component: Row, event: Event, one: Event) -> Fraction:
    """Return what an event adds to the value that is to come in."""
    of, credit = part.get("of", "deal"), component["credit"]
    is_it = one.id == _itself(event) if of == "event" else one.deal == event.deal
    if of not in ("deal", "event"):
        return exact(formula(of, one)) if is_it and measured(credit, one) is not None else ZERO
    is_note = one.kind in NOTES and _is_about(part, one, event)
    if is_note or (one.kind in credit["events"] and is_it):
        return _amount(part, component, one)
    return ZERO
