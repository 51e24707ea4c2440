"""Target pay for days of leave, where a plan guarantees it."""

from collections.abc import Iterator
from fractions import Fraction

from tests.rules.reference.calendar import days_of, months_between, window_end
from tests.rules.reference.exact import exact
from tests.rules.reference.quota import days_of_leave
from tests.rules.reference.transfer import EXPENSE, PAYABLE, Transfer
from tests.rules.reference.world import Row, World


def guarantees(world: World, plan: Row, component: Row) -> Iterator[Transfer]:
    """Yield what a component pays for days of leave, on the last day of each window."""
    target = component.get("target")
    if not isinstance(target, dict) or "quota" not in target:
        return
    rule = (plan.get("quotas") or {}).get(target["quota"], {})
    if rule.get("leave") != "guarantee":
        return
    rows = world.example.get("leave", [])
    first = min((str(row["starts_on"]) for row in rows), default="9999-12-31")
    months = months_between(type(world.horizon).fromisoformat(first), world.horizon)
    starts = sorted({world.window(month, component["window"]) for month in months})
    for payee in world.people:
        for start in starts:
            last = window_end(start, component["window"])
            if not any(world.covers(plan, payee, day) for day in days_of(start, last)):
                continue
            whole = days_of_leave(
                world, plan, rule, payee, target["quota"], component["window"], start
            )
            amount = world.money(whole * exact(target.get("weight", Fraction(1))))
            if amount and last <= world.horizon:
                ids = plan["no"], component["id"], payee
                yield Transfer(*ids, "guarantee", last, EXPENSE, PAYABLE, amount)
