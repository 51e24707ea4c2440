"""How far a credit takes its payee, and what its rate is applied to."""

from fractions import Fraction

from tests.rules.reference.credit import Credit
from tests.rules.reference.formulas import formula
from tests.rules.reference.quota import is_in_units
from tests.rules.reference.world import Row, World


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
    by = component["rate"].get("by", "amount")
    units = by == "attainment" and is_in_units(world, credit.payee, component["quota"])
    if by == "quantity" or units:
        return credit.quantity
    if by == "count":
        return -credit.share if credit.event.kind == "cancellation" else credit.share
    return credit.credited


def base(component: Row, credit: Credit) -> Fraction:
    """Return what the rate is applied to."""
    is_units = component["rate"].get("unit") == "per_unit"
    times = formula(component["multiplier"], credit.event) if "multiplier" in component else None
    whole = credit.quantity if is_units else credit.credited
    return whole if times is None else whole * times
