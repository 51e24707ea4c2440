"""How far a credit takes its payee, and what its rate is applied to."""

from fractions import Fraction

from tests.rules.reference.credit import Credit
from tests.rules.reference.exact import ZERO
from tests.rules.reference.formulas import formula
from tests.rules.reference.quota import is_in_units
from tests.rules.reference.world import Row, World

AS_DEALS = {"cancellation": -1, "credit_note": 0}


def one_way(plan: Row, component: Row) -> list[Row]:
    """Return the components that move one position together with a component, itself too."""
    word = component.get("shares")
    return [
        one
        for one in plan["components"]
        if one is component or (word and one.get("shares") == word)
    ]


def step(world: World, component: Row, credit: Credit) -> Fraction:
    """Return by how much a credit moves its payee."""
    by, rules = component["rate"].get("by", "amount"), component["credit"]
    units = by == "attainment" and is_in_units(world, credit.payee, component["quota"])
    if by == "count":
        whole = Fraction(1) if rules.get("splits") == "pay" else credit.share
        return whole * AS_DEALS.get(credit.event.kind, 1)
    if by == "quantity" or units:
        return credit.counts or ZERO if "counts" in rules else credit.quantity
    return credit.credited if credit.counts is None else credit.counts_in_plan


def base(component: Row, credit: Credit) -> Fraction:
    """Return what the rate is applied to."""
    unit = component["rate"].get("unit", "share")
    times = formula(component["multiplier"], credit.event) if "multiplier" in component else None
    whole = credit.quantity if unit == "per_unit" else credit.credited
    if unit == "per_deal":
        whole = credit.share * AS_DEALS.get(credit.event.kind, 1)
    return whole if times is None else whole * times
