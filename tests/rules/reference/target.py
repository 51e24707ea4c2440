"""What a window pays at the target."""

from datetime import date
from fractions import Fraction

from tests.rules.reference.exact import exact
from tests.rules.reference.quota import quota
from tests.rules.reference.world import Row, World


def target_pay(world: World, plan: Row, component: Row, payee: str, start: date) -> Fraction | None:
    """Return what a window pays at the target; 1 where payouts are amounts."""
    target = component.get("target")
    if target is None:
        return Fraction(1)
    if not isinstance(target, dict):
        return exact(target)
    weight = exact(target.get("weight", 1))
    if "amount" in target:
        return exact(target["amount"]) * weight
    found = quota(world, plan, payee, target["quota"], component["window"], start)
    return None if found is None else found * weight
