"""Which events cancel which, and how much of them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from tests.rules.reference.calendar import months_later, whole_months
from tests.rules.reference.credit import measured
from tests.rules.reference.exact import ZERO, exact, rounded
from tests.rules.reference.formulas import formula
from tests.rules.reference.world import Event, Row, World, day_of


class Cancelled(NamedTuple):
    """So much of an event was cancelled before and after a cancellation."""

    by: Event
    event: Event
    before: Fraction
    after: Fraction


def cancellations(world: World, plan: Row, component: Row) -> list[Cancelled]:
    """Return what is cancelled of the events that a component counts, in order."""
    kinds = component.get("clawback", {}).get("on") or ["cancellation"]
    counted = [
        one
        for one in world.events
        if measured(component["credit"], one) is not None
        and one.kind not in ("cancellation", "credit_note")
        and day_of(plan.get("valid_from"), one.on) <= one.on <= day_of(plan.get("valid_to"), one.on)
    ]
    so_far: dict[str, Fraction] = defaultdict(Fraction)
    found = []
    for by in world.events:
        if by.kind not in kinds:
            continue
        about = [one for one in counted if one.id == by.related and one.on <= by.on]
        named = world.event.get(by.related or "")
        if not about and not (named and named.kind in component["credit"]["events"]):
            about = [one for one in counted if one.deal == by.deal and one.on <= by.on]
        share = _share(world, by, about)
        for event in about:
            before = rounded(so_far[event.id], 10)
            so_far[event.id] = min(so_far[event.id] + share, Fraction(1))
            after = rounded(so_far[event.id], 10)
            if after > before:
                found.append(Cancelled(by, event, before, after))
    return found


def _share(world: World, by: Event, about: list[Event]) -> Fraction:
    """Return how much of some events a cancellation cancels; an amount of 0 is all of them."""
    if not by.amount:
        return Fraction(1)
    same = all(one.currency == by.currency for one in about)
    rate = (lambda one: Fraction(1)) if same else (lambda one: world.fx(one.currency, one.on))
    whole = sum((one.amount * rate(one) for one in about), ZERO)
    return abs(by.amount * rate(by) / whole) if whole else Fraction(1)


def taken_share(world: World, rule: Row, by: Event, event: Event) -> Fraction:
    """Return which share of the pay for what is cancelled is taken back."""
    anchor = _anchor(world, rule, by, event)
    if anchor is None:
        months = 0
    elif not _is_within(rule, anchor, by.on):
        return ZERO
    else:
        months = max(whole_months(anchor, by.on), 0)
    method = rule.get("method", "full")
    if method == "share":
        return exact(rule["share"])
    if method == "sliding":
        return next(
            exact(row["share"]) for row in reversed(rule["table"]) if int(row["from"]) <= months
        )
    if method == "linear":
        return _unearned(rule, event, months, is_in_force=anchor is not None)
    return Fraction(1)


def _unearned(rule: Row, event: Event, months: int, is_in_force: bool) -> Fraction:
    term = formula(rule["term"], event) if "term" in rule else exact(rule["within"]["months"])
    if term is None or term < 1:
        return ZERO
    has_begun = is_in_force and rule.get("begun_month") == "earned"
    return max(term - months - has_begun, ZERO) / term


def _anchor(world: World, rule: Row, by: Event, event: Event) -> date | None:
    if rule.get("anchor", "booking") == "booking":
        return event.on
    paid = [
        one.on
        for one in world.events
        if one.kind == "payment" and one.deal == event.deal and one.on <= by.on
    ]
    return min(paid, default=None)


def _is_within(rule: Row, anchor: date, on: date) -> bool:
    within = rule.get("within")
    if not within:
        return True
    if "months" in within:
        return on < months_later(anchor, int(within["months"]))
    return on < anchor + timedelta(days=int(within["days"]))


def reductions(world: World, plan: Row, component: Row) -> Iterator[Cancelled]:
    """Yield what is taken off the attainment of later deals."""
    if component.get("clawback", {}).get("attainment") == "reduced":
        yield from cancellations(world, plan, component)
