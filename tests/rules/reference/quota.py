"""What a payee should reach in a window: spread, prorated, relieved, ramped."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import (
    LENGTH,
    days_of,
    month_end,
    months_between,
    months_later,
    window_end,
)
from tests.rules.reference.exact import CENT, ZERO, exact, rounded, shared
from tests.rules.reference.world import Row, World, day_of


def quota(
    world: World, plan: Row, payee: str, name: str, window: str, start: date
) -> Fraction | None:
    """Return a quota in the plan's currency or in units; nothing where there is none."""
    rule = (plan.get("quotas") or {}).get(name)
    part = _part(world, plan, rule or {}, payee, name, window, start)
    if part is None or rule is None:
        return part
    counted, days = _days(world, plan, rule, payee, window, start)
    ramped = _ramped(world, plan, rule, payee, window, start)
    if counted == days and ramped == 1:
        return part
    return rounded(part * counted / days * ramped, CENT, world.mode)


def days_of_leave(
    world: World, plan: Row, rule: Row, payee: str, name: str, window: str, start: date
) -> Fraction:
    """Return the part of a quota that falls to the days of leave of a window, rounded."""
    part = _part(world, plan, rule, payee, name, window, start)
    if part is None:
        return ZERO
    at_work, days = _days(world, plan, rule, payee, window, start)
    on_it, _ = _days(world, plan, {**rule, "leave": "none"}, payee, window, start)
    ramped = _ramped(world, plan, rule, payee, window, start)
    return part * (on_it - at_work) / days * ramped


def is_in_units(world: World, payee: str, name: str) -> bool:
    """Return whether a quota counts units: it has no currency."""
    rows = _rows(world, payee, name)
    return any(row.get("currency") == "" for row in rows)


def _rows(world: World, payee: str, name: str) -> list[Row]:
    rows = world.example.get("quotas", [])
    return [row for row in rows if row.get("payee", "ann") == payee and row["quota"] == name]


def _part(
    world: World, plan: Row, rule: Row, payee: str, name: str, window: str, start: date
) -> Fraction | None:
    rows = _rows(world, payee, name)
    for row in rows:
        if row["window"] == window and day_of(row["starts_on"], start) == start:
            return _amount(world, plan, row)
    for row in rows:
        longer, first = LENGTH[row["window"]], day_of(row["starts_on"], start)
        inside = first <= start <= window_end(first, row["window"])
        if rule.get("spread") and longer > LENGTH[window] and inside:
            starts = [months_later(first, at) for at in range(0, longer, LENGTH[window])]
            weights = list(_weights(rule["spread"], starts, window))
            parts = shared(_amount(world, plan, row), weights, world.mode)
            return parts[starts.index(start)]
    return None


def _amount(world: World, plan: Row, row: Row) -> Fraction:
    currency = str(row.get("currency", world.switches["currency"]))
    amount = exact(row["amount"])
    if currency == "":
        return amount
    return world.in_plan(amount, currency, plan, day_of(row["starts_on"], date.max))


def _weights(spread: str | Row, starts: list[date], window: str) -> Iterator[Fraction]:
    for number, start in enumerate(starts):
        if isinstance(spread, dict):
            yield exact(spread["weights"][number])
        elif spread == "days":
            yield Fraction((window_end(start, window) - start).days + 1)
        else:
            yield Fraction(1)


def _days(
    world: World, plan: Row, rule: Row, payee: str, window: str, start: date
) -> tuple[int, int]:
    """Return how many days count, and how many there are."""
    prorate, leave = rule.get("prorate", "none"), rule.get("leave", "none")
    days = [
        day
        for day in days_of(start, window_end(start, window))
        if prorate != "working" or day.weekday() < 5
    ]
    counted = days
    if prorate != "none":
        counted = [day for day in counted if world.covers(plan, payee, day)]
        if rule.get("first_day") == "not_counted":
            counted = [day for day in counted if not _joins(world, plan, payee, day)]
    if leave != "none":
        counted = [day for day in counted if not on_leave(world, payee, day)]
    return len(counted), len(days)


def _joins(world: World, plan: Row, payee: str, day: date) -> bool:
    """Return whether it is somebody's first day; who is there when a plan begins does not join."""
    before = date.fromordinal(day.toordinal() - 1)
    return day > day_of(plan.get("valid_from"), date.min) and not world.covers(plan, payee, before)


def on_leave(world: World, payee: str, day: date) -> bool:
    """Return whether somebody is on leave that day."""
    return any(
        row.get("person", "ann") == payee
        and day_of(row["starts_on"], date.max) <= day <= day_of(row["ends_on"], date.min)
        for row in world.example.get("leave", [])
    )


def _ramped(world: World, plan: Row, rule: Row, payee: str, window: str, start: date) -> Fraction:
    """Return the average share of the months of a window in which the plan covers the payee."""
    ramp = rule.get("ramp") or []
    hired = world.hired(payee)
    shares = []
    for month in months_between(start, window_end(start, window)):
        tenure = (month.year - hired.year) * 12 + month.month - hired.month
        days = days_of(month, month_end(month))
        if tenure >= 0 and any(world.covers(plan, payee, day) for day in days):
            shares.append(exact(ramp[tenure]) if tenure < len(ramp) else Fraction(1))
    return rounded(sum(shares, ZERO) / len(shares), 10) if shares else Fraction(1)
