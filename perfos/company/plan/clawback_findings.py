"""Where a clawback does not fit the rest of its component."""

from typing import TYPE_CHECKING

from perfos.company.problems import Finding, Location

if TYPE_CHECKING:
    from perfos.company.plan.plans import Component


def clawback_findings(component: "Component") -> list[Finding]:
    """Return where a component's clawback does not fit the rest of the component."""
    clawback = component.clawback
    if clawback is None:
        return []
    found = []
    for number, kind in enumerate(clawback.on):
        if kind in component.credit.events:
            at: Location = ("clawback", "on", number)
            allowed = "credit.events has it, too: it would be taken back twice"
            found.append(Finding(at, f'"{kind}"', allowed))
    if clawback.attainment == "reduced":
        at = ("clawback", "attainment")
        if component.window == "event":
            found.append(Finding(at, '"reduced"', "with window: event nothing accumulates"))
        elif _is_retroactive(component):
            allowed = "with retroactive tiers earlier deals change, too: method: counterfactual"
            found.append(Finding(at, '"reduced"', allowed))
    return found


def _is_retroactive(component: "Component") -> bool:
    rate = component.rate
    return rate.kind == "retroactive" or any(tier.retro for tier in rate.tiers or ())
