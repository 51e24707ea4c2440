"""Money that a team earns together and shares."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tests.rules.reference.calendar import days_of, months_between, window_end
from tests.rules.reference.credit import Credit, credits
from tests.rules.reference.exact import ZERO, exact, rounded, shared
from tests.rules.reference.quota import is_in_units, quota
from tests.rules.reference.reached import reached
from tests.rules.reference.transfer import EXPENSE, PAYABLE, Transfer
from tests.rules.reference.world import Row, World, day_of


def pools(world: World, plan: Row) -> Iterator[Transfer]:
    """Yield what the pools of a plan pay on the last days of their windows."""
    for pool in plan.get("pools", []):
        found = credits(world, plan, pool, pool["window"])
        first = day_of(plan.get("valid_from"), date(2025, 1, 1))
        months = months_between(first, world.horizon)
        for start in sorted({world.window(month, pool["window"]) for month in months}):
            last = window_end(start, pool["window"])
            inside = [credit for credit in found if credit.window_start == start]
            if inside and last <= world.horizon:
                yield from _window(world, plan, pool, inside, start, last)


def _window(
    world: World, plan: Row, pool: Row, inside: list[Credit], start: date, last: date
) -> Iterator[Transfer]:
    amount = _funded(world, plan, pool, inside, start)
    weights = {
        payee: weight
        for payee in _members(world, plan, pool, start, last)
        if (weight := _weight(world, plan, pool, inside, payee, start, last)) > 0
    }
    if amount <= 0 or not weights:
        return
    parts = shared(amount, list(weights.values()), world.mode)
    for payee, part in zip(weights, parts, strict=True):
        if part:
            yield Transfer(plan["no"], pool["id"], payee, "pool", last, EXPENSE, PAYABLE, part)


def _funded(world: World, plan: Row, pool: Row, inside: list[Credit], start: date) -> Fraction:
    funding = pool["funding"]
    team = sum((credit.credited for credit in inside), ZERO)
    if "amount" in funding:
        amount = exact(funding["amount"])
    else:
        amount = max(team - exact(funding.get("over", 0)), ZERO) * exact(funding["rate"])
    return world.money(amount * _times(world, plan, pool, inside, start))


def _times(world: World, plan: Row, pool: Row, inside: list[Credit], start: date) -> Fraction:
    achievement = pool.get("achievement", 1)
    if not isinstance(achievement, dict):
        return exact(achievement)
    if "fixed" in achievement:
        return exact(achievement["fixed"])
    name, window = achievement["quota"], pool["window"]
    quotas = [quota(world, plan, payee, name, window, start) for payee in world.people]
    goal = sum((one for one in quotas if one is not None), ZERO)
    if goal <= 0:
        return ZERO
    units = any(is_in_units(world, payee, name) for payee in world.people)
    team = sum((one.quantity if units else one.credited for one in inside), ZERO)
    done = rounded(team / goal, 10)
    if done < exact(achievement.get("from", 0)):
        return ZERO
    return min(done, exact(achievement.get("up_to", done)))


def _members(world: World, plan: Row, pool: Row, start: date, last: date) -> list[str]:
    days = [last]
    if pool.get("share", {}).get("who") == "any_day":
        days = list(days_of(start, last))
    on_it = [p for p in world.people if any(world.covers(plan, p, day) for day in days)]
    asked = pool.get("qualify")
    if not asked:
        return on_it
    return [
        payee
        for payee in on_it
        if reached(world, plan, asked["component"], payee, last.replace(day=1))
        >= exact(asked["from"])
    ]


def _weight(
    world: World,
    plan: Row,
    pool: Row,
    inside: list[Credit],
    payee: str,
    start: date,
    last: date,
) -> Fraction:
    share = pool.get("share", {})
    by = share.get("by", "equal")
    if by == "credited":
        return sum((one.credited for one in inside if one.payee == payee), ZERO)
    if by == "days":
        days = [day for day in days_of(start, last) if world.covers(plan, payee, day)]
        return Fraction(len(days))
    return exact(share.get("weights", {}).get(payee, 1)) if by == "weight" else Fraction(1)
