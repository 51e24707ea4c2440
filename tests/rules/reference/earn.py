"""What each credit of a component earns, and what of it is paid with the event."""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from tests.rules.reference.calendar import period
from tests.rules.reference.credit import Credit
from tests.rules.reference.exact import ZERO, exact
from tests.rules.reference.rated import is_by_components
from tests.rules.reference.step import base
from tests.rules.reference.way import walked
from tests.rules.reference.world import Row, World

BY_MONTH = ("gate", "multipliers")


@dataclass(frozen=True)
class Earning:
    """What a credit is paid, and what it earned at its own rate."""

    credit: Credit
    exact: Fraction
    amount: Fraction


def is_by_month(component: Row) -> bool:
    """Return whether pay depends on the state at the end of a month."""
    rate, cap = component["rate"], component.get("cap", {})
    return (
        any(component.get(key) for key in BY_MONTH)
        or is_by_components(rate)
        or component.get("minimum", {}).get("per") in ("period", "window")
        or cap.get("per") == "year"
        or cap.get("excess") == "carried"
    )


def earnings(
    world: World, plan: Row, component: Row, without: dict[str, Fraction] | None = None
) -> list[Earning]:
    """Return what each credit is paid with its event, after minimum, cap and rounding."""
    so_far: dict[tuple, Fraction] = defaultdict(Fraction)
    rounded_so_far: dict[tuple, Fraction] = defaultdict(Fraction)
    result = []
    for credit, earned in walked(world, plan, component, without):
        is_gone = (without or {}).get(credit.event.id) == 1
        lifted = ZERO if is_gone else _least(component, credit, earned)
        amount = _capped(component, credit, lifted, so_far)
        if world.stage == "event" or component["window"] == "event":
            money = world.money(amount)
        else:
            key = (credit.payee, credit.window_start)
            before = rounded_so_far[key]
            rounded_so_far[key] += amount
            money = world.money(rounded_so_far[key]) - world.money(before)
        result.append(Earning(credit, earned, money))
    return result


def _least(component: Row, credit: Credit, earned: Fraction) -> Fraction:
    minimum = component.get("minimum", {})
    if minimum.get("per") != "event" or not (base(component, credit) or earned):
        return earned
    least = exact(minimum["amount"]) * credit.share
    sign = -1 if credit.measured < 0 else 1
    return sign * max(sign * earned, least)


def _capped(
    component: Row, credit: Credit, earned: Fraction, so_far: dict[tuple, Fraction]
) -> Fraction:
    cap = component.get("cap")
    if not cap or (cap["per"] != "event" and is_by_month(component)):
        return earned
    most = exact(cap["amount"])
    if cap["per"] == "event":
        return max(min(earned, most), -most)
    key: tuple = (credit.payee, credit.window_start)
    if cap["per"] == "period":
        key = (credit.payee, period(credit.event.on), component["window"] != "event" and key)
    before = so_far[key]
    so_far[key] += earned
    return min(so_far[key], most) - min(before, most)
