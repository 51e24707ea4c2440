"""What a credit earns by its rate, and where it takes the state of its window."""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.rules.reference.credit import Credit
from tests.rules.reference.curves import own_rate, payout
from tests.rules.reference.exact import ZERO
from tests.rules.reference.quota import quota
from tests.rules.reference.step import base, step
from tests.rules.reference.target import target_pay
from tests.rules.reference.tiers import Walk, alone, bands
from tests.rules.reference.world import Row, World


def is_by_components(rate: Row) -> bool:
    """Return whether the rate is a matrix over what is reached on other components."""
    return rate["kind"] == "matrix" and isinstance(rate["rows"]["by"], dict)


@dataclass
class Window:
    """How far a payee has come in a window, and whether anything has been paid in it."""

    walk: Walk = field(default_factory=Walk)
    has_begun: bool = False


def earned(
    world: World, plan: Row, component: Row, credit: Credit, window: Window, kept: Fraction
) -> Fraction | None:
    """Return what a credit earns; nothing where its quota or its target is missing.

    Args:
        world: The example.
        plan: The plan.
        component: The component.
        credit: The credit.
        window: The state of its window, which the credit moves.
        kept: The share of the credit that counts.
    """
    rate, scale = component["rate"], _scale(world, plan, component, credit)
    if scale is None:
        return None
    moved, worth = step(world, component, credit) * kept, base(component, credit) * kept
    if rate["kind"] in ("formula", "matrix"):
        window.walk.position += moved
        return ZERO if is_by_components(rate) else worth * own_rate(rate, credit.event)
    if rate.get("by") == "tenure":
        return worth * _rate_of_tenure(world, rate, credit)
    if rate["kind"] in ("steps", "interpolated"):
        target = target_pay(world, plan, component, credit.payee, credit.window_start)
        if target is None:
            return None
        is_alone = component["window"] == "event"
        return _paid_out(rate, window, scale, target, moved, worth, is_alone)
    made = bands(rate, scale)
    if component["window"] == "event":
        return alone(made, moved, worth)
    return window.walk.add(made, moved, worth)


def _scale(world: World, plan: Row, component: Row, credit: Credit) -> Fraction | None:
    """Return what bounds are multiplied with: the quota, where they are shares of it."""
    if component["rate"].get("by") != "attainment":
        return Fraction(1)
    start, window = credit.window_start, component["window"]
    goal = quota(world, plan, credit.payee, component["quota"], window, start)
    return goal if goal is not None and goal > 0 else None


def _rate_of_tenure(world: World, rate: Row, credit: Credit) -> Fraction:
    hired, on = world.hired(credit.payee), credit.event.on
    months = (on.year - hired.year) * 12 + on.month - hired.month + 1
    reached = [band.rate for band in bands(rate, Fraction(1)) if band.bound <= months]
    return reached[-1] if reached else ZERO


def _paid_out(
    rate: Row,
    window: Window,
    scale: Fraction,
    target: Fraction,
    moved: Fraction,
    worth: Fraction,
    is_alone: bool,
) -> Fraction:
    """Return how much more is paid in all than before; before the first credit it is nothing."""
    if is_alone:
        sign = -1 if moved < 0 else 1
        return sign * payout(rate, sign * moved, target, sign * worth)
    walk, before = window.walk, ZERO
    if window.has_begun:
        before = payout(rate, walk.position / scale, target, walk.held.get(0, ZERO))
    window.has_begun = True
    walk.position += moved
    walk.held[0] = walk.held.get(0, ZERO) + worth
    return payout(rate, walk.position / scale, target, walk.held[0]) - before
